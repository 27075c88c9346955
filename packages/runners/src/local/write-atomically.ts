import { randomBytes } from "node:crypto"
import { open, rename, rm } from "node:fs/promises"

/** Writes a whole file or nothing: into a new file beside it, onto the disk, then over the name. */
export const writeAtomically = async (path: string, text: string): Promise<void> => {
  const draft = `${path}.${randomBytes(6).toString("hex")}.draft`
  const file = await open(draft, "wx")
  await file
    .writeFile(text)
    .then(() => file.sync())
    .finally(() => file.close())
    .then(() => rename(draft, path))
    .catch(async (error: unknown) => {
      await rm(draft, { force: true })
      throw error
    })
}
