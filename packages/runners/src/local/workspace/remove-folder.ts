import { chmod, readdir, rm } from "node:fs/promises"
import { join } from "node:path"

/** Makes every folder below writable: some tools write-protect what they have downloaded. */
const unlock = async (folder: string): Promise<void> => {
  await chmod(folder, 0o700)
  const entries = await readdir(folder, { withFileTypes: true })
  for (const entry of entries) if (entry.isDirectory()) await unlock(join(folder, entry.name))
}

/** Removes a folder and all in it, write-protected or not. Nothing there is fine. */
export const removeFolder = async (folder: string): Promise<void> => {
  const remove = () => rm(folder, { recursive: true, force: true, maxRetries: 3, retryDelay: 50 })
  await remove().catch(async (error: NodeJS.ErrnoException) => {
    if (error.code !== "EACCES" && error.code !== "EPERM") throw error
    await unlock(folder)
    await remove()
  })
}
