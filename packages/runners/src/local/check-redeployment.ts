import type { Problem } from "@shipline/core"
import type { Lane, Plan } from "@shipline/core/plan"
import { runProblem } from "../errors/run-problem.js"
import { unknownName } from "../errors/unknown-name.js"
import type { LocalSettings } from "./settings.js"

type Asked = Pick<LocalSettings, "lane" | "environment" | "version">
type Check = (plan: Plan, asked: Asked) => readonly Problem[]

const nouns = { promote: "promotion", rollback: "rollback" } as const

/** A run that builds goes where the pipeline leads: it takes no place and no version. */
const builds: Check = (_plan, { lane, environment, version }) =>
  environment === undefined && version === undefined
    ? []
    : [
        runProblem(
          "SL4013",
          "",
          `the lane '${lane}' takes no ${environment === undefined ? "version" : "environment"}`,
          "It builds what is committed, and goes wherever --allow says. What was built before goes by the lanes promote and rollback.",
        ),
      ]

const goesTo =
  (lane: keyof typeof nouns): Check =>
  (plan, { environment }) => {
    const environments = plan.environments.map(({ name }) => name)
    if (environment === undefined)
      return [
        runProblem(
          "SL4013",
          "",
          `a ${nouns[lane]} does not say where it goes`,
          `Name one environment: ${environments.join(", ")}.`,
        ),
      ]
    return environments.includes(environment) ? [] : [unknownName("SL4005", "environment", environment, environments)]
  }

const table: { readonly [L in Lane]: Check } = {
  release: builds,
  hotfix: builds,
  promote: (plan, settings) => [
    ...goesTo("promote")(plan, settings),
    ...(settings.version === undefined
      ? [
          runProblem(
            "SL4013",
            "",
            "a promotion does not say what it promotes",
            "Name a version that was deployed before; shipline status lists what runs where.",
          ),
        ]
      : []),
  ],
  rollback: goesTo("rollback"),
}

/** Whether the settings say what goes where, and only in the lanes that ask for it: SL4005, SL4013. */
export const checkRedeployment: Check = (plan, settings) => table[settings.lane](plan, settings)
