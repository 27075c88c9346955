import { bare, isOption, programName } from "./bare.js"
import { calledScript } from "./called-script.js"
import { fileOf, looksLikeFile } from "./file-of.js"
import type { Mark } from "./mark.js"
import { placeIn } from "./place-in.js"
import { carriers, deployVerbs, everyday, interpreters, speakers } from "./programs.js"
import { scriptsIn } from "./scripts-in.js"
import { type Command, unknown, type Word } from "./word.js"

const isBare = (text: string): boolean => /^[A-Za-z][\w:.-]*$/.test(text)

const verbsIn = (program: string, words: readonly Word[]): readonly string[] => {
  const verbs = deployVerbs[program] ?? []
  return words.flatMap(({ text }) => (verbs.includes(text) ? [text] : [])).slice(0, 1)
}

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
    const place = placeIn(program, rest)
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
