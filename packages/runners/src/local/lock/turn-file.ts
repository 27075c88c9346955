import { link, readdir, readFile, rm, writeFile } from "node:fs/promises"
import { join } from "node:path"
import { errno } from "../../errors/file-error.js"
import { writeAtomically } from "../write-atomically.js"
import { type Owner, parseOwner } from "./owner.js"

/** The latest turn at a lock: its number, and its owner until it is over. Turn 0 is nobody's. */
export interface Turn {
  readonly number: number
  readonly owner?: Owner
}

const nameOf = (number: number) => `${String(number).padStart(12, "0")}.json`

const numbers = async (folder: string): Promise<readonly number[]> =>
  (await readdir(folder)).flatMap((name) => (/^\d{12}\.json$/.test(name) ? [Number.parseInt(name, 10)] : []))

/** Reads who has the latest turn. */
export const latestTurn = async (folder: string): Promise<Turn> => {
  const number = Math.max(0, ...(await numbers(folder)))
  if (number === 0) return { number }
  const text = await readFile(join(folder, nameOf(number)), "utf8").catch((error: unknown) => {
    // A later turn has begun meanwhile, and its owner has cleared this one away.
    if (errno(error) === "ENOENT") return undefined
    throw error
  })
  if (text === undefined) return latestTurn(folder)
  const owner = parseOwner(text)
  return owner === undefined ? { number } : { number, owner }
}

/**
 * Takes the turn after `number`; false where somebody else did. A turn's file appears whole or not at all, by one
 * name, so that of several that try only one succeeds. The latest file always stays: a turn that comes after it has
 * a higher number, whoever was slow.
 */
export const takeTurn = async (folder: string, number: number, owner: Owner): Promise<boolean> => {
  const own = join(folder, nameOf(number + 1))
  const draft = join(folder, `${owner.pid}-${Math.random().toString(36).slice(2)}.draft`)
  await writeFile(draft, JSON.stringify(owner), { flag: "wx" })
  const taken = await link(draft, own)
    .then(() => true)
    .catch((error: unknown) => {
      if (errno(error) === "EEXIST") return false
      throw error
    })
    .finally(() => rm(draft, { force: true }))
  if (!taken) return false
  const all = await numbers(folder)
  const isLatest = Math.max(...all) === number + 1
  const over = isLatest ? all.filter((other) => other <= number) : [number + 1]
  for (const other of over) await rm(join(folder, nameOf(other)), { force: true })
  return isLatest
}

/** Ends a turn. */
export const endTurn = (folder: string, number: number): Promise<void> =>
  writeAtomically(join(folder, nameOf(number)), "{}")
