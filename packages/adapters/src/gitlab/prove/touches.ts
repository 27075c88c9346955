import type { Diagram } from "../../prove/diagrams.js"
import type { Touch } from "../../prove/model.js"
import { partsOf, shown } from "../read/template.js"
import type { GitlabFile, Job } from "../read/types.js"
import type { Context } from "./context.js"

const variable = /\$\{\w+\}|\$\w+|%\w+%/

/** Whether a name with variables in it may become this one. */
const mayBe = (template: string, name: string): boolean => {
  const fixed = template.split(new RegExp(variable, "g")).map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, "\\$&"))
  return new RegExp(`^${fixed.join(".*")}$`, "s").test(name)
}

const nameOf = (reference: string): string => reference.replace(/\W/g, "")

/**
 * The texts that a name becomes where nobody overrides a variable; undefined where the files do not say all of them. What
 * a job hands on by dotenv goes before what the files set.
 */
const written = (template: string, job: Job, file: GitlabFile): readonly string[] | undefined => {
  const valuesOf = (variable: string): readonly string[] | undefined => {
    if (job.varied.has(variable)) return job.varied.get(variable)
    const rules = [...(job.rules ?? []), ...(file.workflow ?? [])].flatMap((rule) => rule.variables.get(variable) ?? [])
    const below = job.variables.get(variable) ?? (job.inheritsVariables ? file.variables.get(variable) : undefined)
    return below === undefined && rules.length === 0 ? undefined : [...rules, ...(below === undefined ? [""] : [below])]
  }
  if (file.jobs.some(({ dotenv }) => dotenv)) return undefined
  let texts: readonly string[] = [template]
  for (const reference of new Set(template.match(new RegExp(variable, "g")))) {
    const values = valuesOf(nameOf(reference))
    if (values === undefined || values.some((value) => /[$%\uE000]/.test(value))) return undefined
    texts = texts.flatMap((text) => values.map((value) => text.replaceAll(reference, value)))
  }
  return texts
}

/** The environments that a job reaches. Of a name that is made, those `known` ones that it may become. */
export const touchesOf = (job: Job, known: readonly string[], context: Context, file: GitlabFile): readonly Touch[] => {
  const { name, environment } = job
  if (environment === undefined) return []
  const how = environment.action === "start" ? "deploys" : "uses"
  const { diagrams } = context.choices
  const touch = (named: string, when: Diagram): Touch => ({ environment: named, how, when })
  return context.text(environment.name).flatMap(({ when, value }): readonly Touch[] => {
    const template =
      typeof value === "string"
        ? value
        : partsOf(environment.name)
            .map((part) => (typeof part === "string" ? part : "$INPUT"))
            .join("")
    if (!variable.test(template)) return [touch(template, when)]
    const set = context.isHostile || typeof value !== "string" ? undefined : written(template, job, file)
    if (set !== undefined) {
      const reached = known.filter((one) => set.includes(one))
      if (reached.length === 0) return [touch(shown(environment.name), when)]
      if (set.length === 1) return reached.map((one) => touch(one, when))
    }
    const maybe = known.filter((one) => mayBe(template, one))
    if (maybe.length === 0) return [touch(shown(environment.name), when)]
    const whose = `the environment of ${name}`
    return maybe.map((one) =>
      touch(one, diagrams.and(when, context.choices.ask(`${whose} is ${one}`, `${whose} is not ${one}`))),
    )
  })
}
