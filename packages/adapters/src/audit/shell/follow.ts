import { pathIn } from "../path.js"
import type { Repository } from "../repository.js"
import { bare } from "./bare.js"
import { calleesOf } from "./callees.js"
import { commandsOf } from "./commands.js"
import { isPackage } from "./package-script.js"
import { scriptsIn } from "./scripts-in.js"
import { type Command, unknown, type Variables } from "./word.js"

/** A script of a job. */
export interface Script {
  readonly text: string
  /** The folder in which it runs. */
  readonly folder: string
  readonly variables: Variables
}

/** How one comes to something from a script: over a command of it, and the places behind that. */
export interface Way {
  /** The command of the outermost script, and its line there, from 0. */
  readonly from: Command
  readonly line: number
  /** `package.json:7`, `ci/release.sh:12`; none for what stands in the script itself. */
  readonly through: readonly string[]
}

/** A command, and the folder in which it runs. */
export interface Met extends Way {
  readonly command: Command
  readonly folder: string
}

/** The text of a file that is called. */
export interface Body extends Way {
  readonly text: string
}

/** A file that is called and cannot be read. */
export interface Unread {
  readonly path: string
  readonly why: string
}

export interface Followed {
  readonly met: readonly Met[]
  readonly bodies: readonly Body[]
  readonly unread: readonly Unread[]
}

const deepest = 12

/** Where a `cd` leads; undefined where nobody knows. */
const changed = ({ words }: Command, folder: string): string | undefined => {
  const to = bare(words)[1]?.text ?? ""
  // A variable alone is most often the root of the repository.
  if (to === unknown) return ""
  return to.includes(unknown) || to.startsWith("/") || to.startsWith("~") ? undefined : pathIn(folder, to)
}

/** Programs that run the script which they are given as a word. */
const runners = /^(?:(?:\S*\/)?(?:ba|da|z|k)?sh|eval|ssh|su|docker|podman|timeout|xargs)$/

const innerOf = ({ words }: Command): readonly Command[] => {
  const [first, ...rest] = bare(words)
  return runners.test(first?.text ?? "") ? scriptsIn(rest) : []
}

/** The commands of a script and of what it calls in the repository, at any depth. Each script that is called is followed once. */
export const follow = (repository: Repository, script: Script): Followed => {
  const met: Met[] = []
  const bodies: Body[] = []
  const unread = new Map<string, Unread>()
  const seen = new Set<string>()

  const read = (path: string): string | undefined => {
    const reading = repository.read(path)
    if (reading.kind === "unreadable") unread.set(path, { path, why: reading.why })
    if (reading.kind !== "text") return undefined
    if (path.endsWith("package.json") && !isPackage(reading.text))
      unread.set(path, { path, why: "it is no JSON object" })
    return reading.text
  }

  const walk = (given: Script, outer?: { readonly way: Way; readonly at: (line: number) => string }): void => {
    let folder = given.folder
    for (const command of commandsOf(given.text, given.variables)) {
      const way: Way =
        outer === undefined
          ? { from: command, line: command.line, through: [] }
          : { ...outer.way, through: [...outer.way.through, outer.at(command.line)] }
      met.push({ ...way, command, folder })
      for (const inner of innerOf(command)) met.push({ ...way, command: inner, folder })
      if (bare(command.words)[0]?.text === "cd") folder = changed(command, folder) ?? folder
      if (way.through.length >= deepest) continue
      for (const { key, text, folder: there, at } of calleesOf(command, folder, read)) {
        if (seen.has(key)) continue
        seen.add(key)
        bodies.push({ ...way, through: [...way.through, at(0)], text })
        walk({ text, folder: there, variables: given.variables }, { way, at })
      }
    }
  }

  walk(script)
  return { met, bodies, unread: [...unread.values()] }
}
