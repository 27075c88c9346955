import type { Lane, Plan } from "@shipline/core/plan"
import { extraJobs } from "../shared/extra-jobs.js"
import { menuOf } from "../shared/menu.js"
import { freeText } from "./free-text.js"
import type { Input } from "./model.js"
import { nameOf } from "./names.js"

const howTo: { readonly [L in Lane]: string } = {
  release: "release: this commit, by all gates",
  hotfix: "hotfix: this commit, by the gates of the hotfix policies",
  promote: "promote: a version that is deployed elsewhere",
  rollback: "rollback: a version that ran there before",
}

/** What nobody has chosen; no environment of GitLab has brackets in its name. */
const nowhere = "(none)"

const text = (name: string, description: string, regex: string): Input => ({
  name,
  description,
  options: [],
  regex,
  initial: "",
})

/** What a person fills in to deploy by hand. Every input has a default: a push gives none. */
export const inputsOf = (plan: Plan): readonly Input[] => {
  const menu = menuOf(plan)
  if (menu.length === 0) return []
  const environments = [...extraJobs(plan, nameOf).redeploys.keys()]
  const lanes: readonly Lane[] = menu.includes("release") ? menu : ["release", ...menu]
  const goesBack = menu.includes("rollback") ? " For a rollback by default the last verified one before." : ""
  return [
    {
      name: "lane",
      description: `The way: ${lanes.map((lane) => howTo[lane]).join("; ")}.`,
      options: lanes,
      initial: "release",
    },
    ...(environments.length === 0
      ? []
      : [
          {
            name: "environment",
            description: "Where a promotion or a rollback goes.",
            options: [nowhere, ...environments],
            initial: nowhere,
          },
          text("version", `Which version a promotion or a rollback brings.${goesBack}`, "^[A-Za-z0-9_.-]{0,128}$"),
        ]),
    text("reason", "Why. It is recorded; every lane but release needs it.", freeText),
    text("incident", "The incident that it belongs to, such as INC-1234. It is recorded.", freeText),
    {
      name: "override",
      description: "A rule to set aside, for the reason above. It is recorded.",
      options: ["none", "freeze"],
      initial: "none",
    },
  ]
}

/** The inputs of several pipelines as one list: an option is there where one of them has it. */
export const merged = (lists: readonly (readonly Input[])[]): readonly Input[] => {
  const found = new Map<string, Input>()
  for (const input of lists.flat()) {
    const known = found.get(input.name)
    found.set(input.name, {
      ...input,
      ...known,
      description: longer(known?.description ?? "", input.description),
      options: [...new Set([...(known?.options ?? []), ...input.options])],
    })
  }
  return [...found.values()]
}

const longer = (one: string, other: string): string => (other.length > one.length ? other : one)
