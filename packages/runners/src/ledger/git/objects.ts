import { noGit, noRepository } from "../ledger-problem.js"
import type { Git } from "./git.js"

export interface GitObject {
  readonly id: string
  readonly type: string
  readonly bytes: Buffer
}

/** Objects of a repository by name, all from one git process. */
export interface Objects {
  /** By any name that git knows: an id, a ref, `id:record.json`. Undefined where there is none. */
  get(name: string): Promise<GitObject | undefined>
  close(): Promise<void>
}

const newline = 10

export const openObjects = (git: Git): Objects => {
  const child = git.start(["cat-file", "--batch"])
  const waiting: { resolve(object: GitObject | undefined): void; reject(error: Error): void }[] = []
  let failure: Error | undefined
  let said = ""
  let rest: Buffer = Buffer.alloc(0)

  const fail = (error: Error): void => {
    failure ??= error
    for (const one of waiting.splice(0)) one.reject(failure)
  }
  /** Takes one answer off the front of what has arrived; false where it is not all there. */
  const take = (): boolean => {
    const end = rest.indexOf(newline)
    if (end < 0) return false
    const head = rest.toString("utf8", 0, end)
    const [, id = "", type = "", size = ""] = /^([0-9a-f]{40,64}) (\w+) (\d+)$/.exec(head) ?? []
    const from = end + 1
    const to = id === "" ? end : from + Number(size)
    if (rest.length < to + 1) return false
    const bytes = rest.subarray(from, to)
    rest = rest.subarray(to + 1)
    waiting.shift()?.resolve(id === "" ? undefined : { id, type, bytes })
    return true
  }
  child.stdout.on("data", (chunk: Buffer) => {
    rest = rest.length === 0 ? chunk : Buffer.concat([rest, chunk])
    while (take()) {}
  })
  child.stderr.on("data", (chunk: Buffer) => {
    said += chunk.toString("utf8")
  })
  child.stdin.on("error", () => {})
  const ended = new Promise<void>((resolve) => {
    child.once("error", (error) => {
      fail(noGit(error.message))
      resolve()
    })
    child.once("close", () => {
      fail(noRepository(git.folder, said.trim().replace(/^fatal: /, "")))
      resolve()
    })
  })
  const get = (name: string) =>
    new Promise<GitObject | undefined>((resolve, reject) => {
      if (failure !== undefined) return reject(failure)
      waiting.push({ resolve, reject })
      child.stdin.write(`${name}\n`)
    })
  const close = (): Promise<void> => {
    child.stdin.end()
    return ended
  }
  return { get, close }
}

/** Gives objects to the work, and ends git with it. */
export const withObjects = async <A>(git: Git, work: (objects: Objects) => Promise<A>): Promise<A> => {
  const objects = openObjects(git)
  try {
    return await work(objects)
  } finally {
    await objects.close()
  }
}
