import type { Lane } from "@shipline/core/plan"
import type { TriggerInput } from "./model.js"
import type { Scope } from "./scope.js"

const text = (name: string, description: string): TriggerInput => ({ name, description, required: false, options: [] })

const howTo: { readonly [L in Lane]: string } = {
  release: "release: this commit, by all gates",
  hotfix: "hotfix: this commit, by the gates of the hotfix policies",
  promote: "promote: a version that is deployed elsewhere",
  rollback: "rollback: a version that ran there before",
}

/** What a person fills in to deploy by hand. GitHub holds none of it against anything: the guard does. */
export const dispatchInputs = ({ events, redeploys }: Scope): readonly TriggerInput[] | undefined => {
  const { menu } = events
  if (menu.length === 0) return undefined
  const environments = [...redeploys.keys()]
  const initial = menu.includes("release") ? { initial: "release" } : {}
  const goesBack = menu.includes("rollback") ? " For a rollback by default the last verified one before." : ""
  return [
    {
      name: "lane",
      description: `The way: ${menu.map((lane) => howTo[lane]).join("; ")}.`,
      required: true,
      options: menu,
      ...initial,
    },
    ...(environments.length === 0
      ? []
      : [
          {
            name: "environment",
            description: "Where a promotion or a rollback goes.",
            required: false,
            options: environments,
          },
          text("version", `Which version a promotion or a rollback brings.${goesBack}`),
        ]),
    text("reason", "Why. It is recorded; every lane but release needs it."),
    text("incident", "The incident that it belongs to, such as INC-1234. It is recorded."),
    {
      name: "override",
      description: "A rule to set aside, for the reason above. It is recorded.",
      required: false,
      options: ["none", "freeze"],
      initial: "none",
    },
  ]
}
