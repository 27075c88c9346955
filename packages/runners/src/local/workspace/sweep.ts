import { readdir, readFile, writeFile } from "node:fs/promises"
import { join } from "node:path"
import { isAlive, type Owner, parseOwner } from "../lock/owner.js"
import { removeFolder } from "./remove-folder.js"

const label = "owner.json"

/** Says whose workspaces these are, so that they can be cleared away if their run is killed. */
export const labelFolder = (folder: string, owner: Owner): Promise<void> =>
  writeFile(join(folder, label), JSON.stringify(owner))

/** Clears away what killed runs have left in the temporary folder. What has no label, or a living owner, stays. */
export const sweep = async (temporary: string, prefix: string): Promise<void> => {
  const folders = (await readdir(temporary))
    .filter((name) => name.startsWith(prefix))
    .map((name) => join(temporary, name))
  for (const folder of folders) {
    const text = await readFile(join(folder, label), "utf8").catch(() => "")
    const owner = parseOwner(text)
    // Somebody else's, or somebody else clears it away too: both are fine.
    if (owner !== undefined && !isAlive(owner)) await removeFolder(folder).catch(() => {})
  }
}
