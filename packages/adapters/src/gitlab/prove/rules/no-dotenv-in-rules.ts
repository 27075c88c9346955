import { variablesOf } from "../../read/condition.js"
import { problem } from "../../read/problems.js"
import type { TextRule } from "./rule.js"

/** What the scripts of jobs write that hand variables on by dotenv. */
const handedOn = (texts: readonly string[]): ReadonlySet<string> =>
  new Set(texts.flatMap((text) => [...text.matchAll(/\b([A-Za-z_]\w*)=/g)].flatMap(([, name]) => name ?? [])))

export const noDotenvInRules: TextRule = {
  name: "no rule asks for what a job hands on",
  find: ({ file }) => {
    const handed = handedOn(
      file.jobs.flatMap(({ dotenv, before, script }) => (dotenv ? [...before, ...script].map(({ text }) => text) : [])),
    )
    return file.jobs.flatMap(({ name, rules, variables }) =>
      (rules ?? []).flatMap(({ if: condition, place }) => {
        const read = condition === undefined ? [] : variablesOf(condition)
        const found = read.find((one) => handed.has(one) && !variables.has(one) && !file.variables.has(one))
        if (found === undefined) return []
        return [{ job: name, problem: problem("SL3431", { path: name, at: place }, `'${name}'`, `$${found}`) }]
      }),
    )
  },
}
