import type { Environment, FreezeWindow, Gate, Plan, Requirement } from "@shipline/core/plan"
import { inMinutes } from "./in-minutes.js"

/** The program's file without what differs between two machines. */
const fileName = (file: string): string =>
  /^(?:[a-z]+:|[\\/])/i.test(file) ? (file.split(/[\\/]/).at(-1) ?? file) : file

/** Where a file comes from and how it is changed. */
export const origin = (plan: Plan): readonly string[] => [
  plan.at === undefined ? "Made by Shipline." : `Made by Shipline from ${fileName(plan.at.file)}.`,
  "Do not edit: change the program and run `shipline compile`.",
]

const what = ({ proof, gate }: Requirement, gates: ReadonlyMap<string, Gate>): string =>
  gate !== undefined && gates.get(gate)?.kind === "approval" ? `${proof} (a person decides)` : proof

const times: { readonly [R in FreezeWindow["recurs"]]: string } = {
  once: "from",
  daily: "daily from",
  weekly: "weekly from",
}

const frozen = ({ recurs, from, to, zone, reason, rollback }: FreezeWindow): string =>
  [
    `${times[recurs]} ${from} to ${to} (${zone})`,
    ...(rollback === true ? ["rollbacks neither"] : []),
    ...(reason === undefined ? [] : [reason]),
  ].join("; ")

interface Told {
  readonly plan: Plan
  readonly gates: ReadonlyMap<string, Gate>
  /** Whether a run can be one of the hotfix lane. */
  readonly hotfix: boolean
}

/** One line for each requirement, so that a new one is a line of its own. */
const way = (one: Environment, told: Told): readonly string[] => {
  const { name, requires, hotfix, freeze = [] } = one
  const budget = hotfix?.within === undefined ? "" : `, within ${inMinutes(hotfix.within)} minutes`
  return [
    `  ${name}`,
    ...requires.map((requirement) => `    ${what(requirement, told.gates)}`),
    ...(hotfix === undefined || !told.hotfix
      ? []
      : [
          `    in the hotfix lane${budget}:`,
          ...hotfix.requires.map((requirement) => `      ${what(requirement, told.gates)}`),
        ]),
    ...(freeze.length === 0 ? [] : ["    frozen:", ...freeze.map((window) => `      ${frozen(window)}`)]),
  ]
}

/** The way to each environment, for a reviewer. */
export const requirements = (told: Told): readonly string[] =>
  told.plan.environments.length === 0
    ? []
    : ["", "What each environment requires:", ...told.plan.environments.flatMap((one) => way(one, told))]
