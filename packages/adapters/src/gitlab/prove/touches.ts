import type { Diagram } from "../../prove/diagrams.js"
import type { Touch } from "../../prove/model.js"
import { partsOf, shown } from "../read/template.js"
import type { Job } from "../read/types.js"
import type { Context } from "./context.js"

const variable = /\$\{\w+\}|\$\w+|%\w+%/

/** Whether a name with variables in it may become this one. */
const mayBe = (template: string, name: string): boolean => {
  const fixed = template.split(new RegExp(variable, "g")).map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, "\\$&"))
  return new RegExp(`^${fixed.join(".*")}$`, "s").test(name)
}

/** The environments that a job reaches. Of a name that is made, those `known` ones that it may become. */
export const touchesOf = ({ name, environment }: Job, known: readonly string[], context: Context): readonly Touch[] => {
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
    const maybe = known.filter((one) => mayBe(template, one))
    if (maybe.length === 0) return [touch(shown(environment.name), when)]
    return maybe.map((one) =>
      touch(one, diagrams.and(when, context.choices.ask(`the environment of ${name} is ${one}`))),
    )
  })
}
