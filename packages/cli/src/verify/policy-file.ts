import type { Requirements } from "@shipline/adapters"
import { isMap, isNode, LineCounter, parseDocument } from "yaml"
import { nearest } from "../nearest.js"
import { type At, problem, Refusal } from "../problem.js"
import { withoutAbsent } from "../without-absent.js"
import { isRecord } from "./data.js"

const isNames = (value: unknown): value is readonly string[] =>
  Array.isArray(value) && value.every((one) => typeof one === "string" && one !== "")

type Path = readonly (string | number)[]

const example = "environments: { production: { requires: [unit, scan] } }"

/** Every key that a policy may have, and what it means where it stands. */
const topKeys = ["environments", "branches", "tags", "others"] as const
const environmentKeys = ["requires", "deploys", "uses", "secrets"] as const

/**
 * What a policy file asks for: YAML or JSON, `environments` by name, each with the jobs that it `requires`. Throws a
 * `Refusal` with SL5603 for everything in it that cannot be.
 */
export const readPolicy = (file: string, text: string): Requirements => {
  const counter = new LineCounter()
  const document = parseDocument(text, { lineCounter: counter, prettyErrors: false, logLevel: "silent" })
  const placeAt = (offset: number): At => {
    const { line, col } = counter.linePos(offset)
    return { file, line, column: col }
  }
  const placeOf = (path: Path): At => {
    const key = path.at(-1)
    const parent = document.getIn(path.slice(0, -1), true)
    const pair = isMap(parent) ? parent.items.find((item) => isNode(item.key) && item.key.toJSON() === key) : undefined
    const node = pair?.key ?? document.getIn(path, true)
    return placeAt((isNode(node) ? node.range?.[0] : undefined) ?? 0)
  }
  const wrong = (message: string, hint: string, path: Path) => problem("SL5603", message, hint, placeOf(path))

  const [mistake] = document.errors
  if (mistake !== undefined) {
    const message = `the policy is neither YAML nor JSON: ${mistake.message}`
    throw new Refusal([problem("SL5603", message, "Correct it there.", placeAt(mistake.pos[0]))])
  }
  const data: unknown = document.toJS({ maxAliasCount: 100 })
  if (!isRecord(data)) throw new Refusal([wrong("the policy is no mapping", `Write ${example}.`, [])])

  const unknownKeys = (record: object, known: readonly string[], what: string, path: Path) =>
    Object.keys(record)
      .filter((key) => !known.includes(key))
      .map((key) => {
        const near = nearest(key, known)
        const hint = near === undefined ? `Its keys are ${known.join(", ")}.` : `Did you mean '${near}'?`
        return wrong(`${what} has the key '${key}', which Shipline does not know`, hint, [...path, key])
      })
  const notNames = (record: Readonly<Record<string, unknown>>, keys: readonly string[], path: Path) =>
    keys
      .filter((key) => record[key] !== undefined && !isNames(record[key]))
      .map((key) => wrong(`'${key}' is no list of names`, `Write ${key}: [one, two].`, [...path, key]))

  const { environments } = data
  const named = isRecord(environments) ? Object.entries(environments) : []
  const problems = [
    ...unknownKeys(data, topKeys, "the policy", []),
    ...notNames(data, ["branches", "tags", "others"], []),
    ...(named.length === 0 ? [wrong("the policy names no environment", `Write ${example}.`, ["environments"])] : []),
    ...named.flatMap(([name, value]) => {
      const path = ["environments", name]
      if (!isRecord(value) || value.requires === undefined)
        return [wrong(`'${name}' says nothing about what it requires`, `Write ${name}: { requires: [unit] }.`, path)]
      return [...unknownKeys(value, environmentKeys, `'${name}'`, path), ...notNames(value, environmentKeys, path)]
    }),
  ]
  if (problems.length > 0) throw new Refusal(problems)

  const names = (value: unknown): readonly string[] => (isNames(value) ? value : [])
  const given = (value: unknown) => (value === undefined ? undefined : names(value))
  const { branches, tags, others } = data
  return {
    environments: named.map(([environment, value]) => {
      const { requires, deploys, uses, secrets } = isRecord(value) ? value : {}
      return {
        environment,
        ways: [{ gates: names(requires).map((job) => ({ job })) }],
        ...withoutAbsent({ deploys: given(deploys), users: given(uses), secrets: given(secrets) }),
      }
    }),
    ...(branches === undefined && tags === undefined ? {} : { refs: { branches: names(branches), tags: names(tags) } }),
    ...withoutAbsent({ others: given(others) }),
  }
}
