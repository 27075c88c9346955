import { normalPath, pathIn } from "../path.js"
import { commandsOf } from "./commands.js"
import { carriers, deployVerbs, everyday, interpreters, packageManagers, speakers } from "./programs.js"
import { type Command, unknown, type Word } from "./word.js"

/** By what a command is known wherever it stands. */
export type Mark =
  /** A program and a word that says what it does: `kubectl apply`. `verb` is absent where the program alone says it. */
  | { readonly kind: "program"; readonly program: string; readonly verb?: string }
  /** A file that is run, by its path in the repository. */
  | { readonly kind: "file"; readonly path: string }
  /** A script of a package or a target of make: `npm run deploy`. */
  | { readonly kind: "script"; readonly name: string }
  /** Where something is brought: `rsync` to `deploy@shop.example`. */
  | { readonly kind: "place"; readonly program: string; readonly place: string }

/** A mark as a person would say it, and as a baseline keeps it. */
export const markText = (mark: Mark): string => {
  switch (mark.kind) {
    case "program":
      return mark.verb === undefined ? mark.program : `${mark.program} ${mark.verb}`
    case "file":
      return mark.path
    case "script":
      return mark.name
    case "place":
      return `${mark.program} ${mark.place}`
  }
}

const isOption = ({ text }: Word): boolean => text.startsWith("-")
const isAssignment = ({ text, quoted }: Word): boolean => !quoted && /^[A-Za-z_]\w*=/.test(text)
const isBare = (text: string): boolean => /^[A-Za-z][\w:.-]*$/.test(text)

/** `/usr/bin/kubectl` and `kubectl.exe` are `kubectl`. */
const programName = (text: string): string => (text.split(/[\\/]/).at(-1) ?? text).replace(/\.(?:exe|cmd)$/i, "")

/** What stands before a path where a script says the root of the repository by a variable. */
const rooted = /^(?:\0|\.)\/+/

/** A file of the repository that a word names, from the folder in which it is said. A leading unknown is its root. */
export const fileOf = (text: string, folder: string): string | undefined => {
  if (text === "" || /\s/.test(text) || text.startsWith("-")) return undefined
  if (text.startsWith(`${unknown}/`))
    return text.includes(unknown, 1) ? undefined : normalPath(text.replace(rooted, ""))
  if (text.includes(unknown) || text.startsWith("/") || text.startsWith("~") || /^[a-z]+:/i.test(text)) return undefined
  return pathIn(folder, text)
}

const looksLikeFile = (text: string): boolean =>
  !isAssignment({ text, quoted: false }) &&
  (text.includes("/") || /\.(?:sh|bash|zsh|[cm]?[jt]s|py|rb|pl|php|ps1)$/.test(text)) &&
  !/^https?:/.test(text)

/** A command without what runs it: assignments, `sudo`, `env`, `time`, `exec`, `npx`. */
export const bare = (words: readonly Word[]): readonly Word[] => {
  let rest = words
  for (;;) {
    const [first, second] = rest
    if (first === undefined) return rest
    if (isAssignment(first)) rest = rest.slice(1)
    else if (["sudo", "exec", "env", "time", "command", "nohup", "npx", "bunx", "builtin"].includes(first.text)) {
      if (second !== undefined && first.text === "command" && /^-[vV]$/.test(second.text)) return rest
      rest = rest.slice(1)
      while (rest[0] !== undefined && isOption(rest[0])) rest = rest.slice(1)
    } else if (["pnpm", "yarn", "npm"].includes(first.text) && ["exec", "dlx", "x"].includes(second?.text ?? "")) {
      rest = rest.slice(2)
      while (rest[0] !== undefined && isOption(rest[0])) rest = rest.slice(1)
    } else return rest
  }
}

/** The name of the package's script or of make's target that a command runs, with the folder that it says. */
export const calledScript = (
  words: readonly Word[],
): { readonly by: "package" | "make"; readonly names: readonly string[]; readonly folder: string } | undefined => {
  const [first, ...rest] = bare(words).map(({ text }) => text)
  if (first === undefined) return undefined
  const folderOption = ["-C", "--prefix", "--cwd", "--dir", "--directory"]
  const at = rest.findIndex((one) => folderOption.includes(one))
  const joined = rest.find((one) => /^--(?:prefix|cwd|dir|directory)=/.test(one))
  const folder = at >= 0 ? (rest[at + 1] ?? "") : (joined?.split("=")[1] ?? "")
  const plain = rest.filter((one, index) => !one.startsWith("-") && (at < 0 || index !== at + 1))
  if (first === "make" || first === "gmake")
    return { by: "make", names: plain.filter((one) => !one.includes("=")), folder }
  if (["run-s", "run-p", "npm-run-all", "npm-run-all2"].includes(first)) return { by: "package", names: plain, folder }
  if (!packageManagers.has(first)) return undefined
  const [verb = "", name] = plain
  if (["run", "run-script", "rum"].includes(verb))
    return name === undefined ? undefined : { by: "package", names: [name], folder }
  if (
    ["test", "start", "stop", "restart"].includes(verb) ||
    ((first === "yarn" || first === "pnpm" || first === "bun") && isBare(verb))
  )
    return { by: "package", names: [verb], folder }
  return undefined
}

const verbsIn = (program: string, words: readonly Word[]): readonly string[] => {
  const verbs = deployVerbs[program] ?? []
  return words.flatMap(({ text }) => (verbs.includes(text) ? [text] : [])).slice(0, 1)
}

const placeIn = (words: readonly Word[]): string | undefined => {
  const named = words.find(
    ({ text }) =>
      !text.startsWith("-") &&
      !text.includes(unknown) &&
      /^(?:https?:\/\/\S+|[\w.-]+@[\w.-]+(?::\S*)?|[\w-]+(?:\.[\w-]+)+:\S*)$/.test(text),
  )
  return named?.text.replace(/^([\w.-]+@[\w.-]+|[\w.-]+):(?!\/\/).*$/, "$1")
}

/** Words that are scripts themselves: `bash -c "…"`, `ssh host '…'`. */
const scriptsIn = (words: readonly Word[]): readonly Command[] =>
  words.flatMap(({ text, quoted }) => (quoted && /\s/.test(text) ? commandsOf(text) : []))

/**
 * By what the commands of a plan's deployment are known; nothing for what every script has. `folder` is where the command
 * runs. `within` says that the command stands in a file that the plan calls: there only what surely deploys counts.
 */
export const marksOf = (command: Command, folder: string, within = false): readonly Mark[] => {
  const words = bare(command.words)
  const [first, ...rest] = words
  if (first === undefined || (first.text.includes(unknown) && !looksLikeFile(first.text))) return []
  const program = programName(first.text)
  const inner = speakers.has(program) ? [] : scriptsIn(rest).flatMap((one) => marksOf(one, folder, within))
  if (Object.hasOwn(deployVerbs, program)) {
    if ((deployVerbs[program] ?? []).length === 0) return [{ kind: "program", program }, ...inner]
    return [...verbsIn(program, rest).map((verb): Mark => ({ kind: "program", program, verb })), ...inner]
  }
  const script = calledScript(words)
  if (script !== undefined)
    return script.names
      .filter((name) => !name.includes(unknown))
      .map((name) => ({ kind: "script", name: `${script.by === "make" ? "make" : "npm run"} ${name}` }))
  const named = interpreters.has(program)
    ? rest.find((one) => !isOption(one))
    : looksLikeFile(first.text)
      ? first
      : undefined
  const path =
    named === undefined || (interpreters.has(program) && !looksLikeFile(named.text))
      ? undefined
      : fileOf(named.text, folder)
  if (path !== undefined && path !== "") return [{ kind: "file", path }, ...inner]
  if (carriers.has(program)) {
    const place = placeIn(rest)
    return [...(place === undefined ? [] : [{ kind: "place", program, place } as const]), ...inner]
  }
  if (within || speakers.has(program) || everyday.has(program) || interpreters.has(program) || !isBare(program))
    return inner
  const [verb] = rest
  return [
    {
      kind: "program",
      program,
      ...(verb !== undefined && !verb.quoted && isBare(verb.text) ? { verb: verb.text } : {}),
    },
    ...inner,
  ]
}

/** Whether a command does what a mark says. */
export const isMarked = (command: Command, folder: string, mark: Mark): boolean => {
  const words = bare(command.words)
  const [first] = words
  if (first === undefined || speakers.has(programName(first.text))) return false
  if (words.length > 1 && first.text === "command") return false
  const here = ((): boolean => {
    switch (mark.kind) {
      case "program": {
        const at = words.findIndex(({ text }) => programName(text) === mark.program)
        return at >= 0 && (mark.verb === undefined || words.slice(at + 1).some(({ text }) => text === mark.verb))
      }
      case "file":
        return (
          words.some(({ text }) => text.endsWith(mark.path) && fileOf(text, folder) === mark.path) ||
          words.some(({ text }) => looksLikeFile(text) && fileOf(text, folder) === mark.path)
        )
      case "script": {
        const called = calledScript(words)
        return (
          called?.names.some((name) => `${called.by === "make" ? "make" : "npm run"} ${name}` === mark.name) === true
        )
      }
      case "place":
        return words.some(({ text }) => programName(text) === mark.program) && placeIn(words) === mark.place
    }
  })()
  return here || scriptsIn(words.slice(1)).some((one) => isMarked(one, folder, mark))
}
