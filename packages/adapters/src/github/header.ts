import type { Environment, FreezeWindow, Gate, Requirement } from "@shipline/core/plan"
import { inMinutes } from "./minutes.js"
import { pins } from "./pins.js"
import type { Scope } from "./scope.js"

/** The program's file without what differs between two machines. */
const fileName = (file: string): string =>
  /^(?:[a-z]+:|[\\/])/i.test(file) ? (file.split(/[\\/]/).at(-1) ?? file) : file

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

/** One line for each requirement, so that a new one is a line of its own. */
const way = (one: Environment, { gates, events }: Scope): readonly string[] => {
  const { name, requires, hotfix, freeze = [] } = one
  const budget = hotfix?.within === undefined ? "" : `, within ${inMinutes(hotfix.within)} minutes`
  return [
    `  ${name}`,
    ...requires.map((requirement) => `    ${what(requirement, gates)}`),
    ...(hotfix === undefined || events.hotfix === undefined
      ? []
      : [
          `    in the hotfix lane${budget}:`,
          ...hotfix.requires.map((requirement) => `      ${what(requirement, gates)}`),
        ]),
    ...(freeze.length === 0 ? [] : ["    frozen:", ...freeze.map((window) => `      ${frozen(window)}`)]),
  ]
}

/** What a reviewer reads first: where the file comes from, how to change it, and the way to each environment. */
export const header = (scope: Scope): readonly string[] => {
  const { plan, guard } = scope
  return [
    plan.at === undefined ? "Made by Shipline." : `Made by Shipline from ${fileName(plan.at.file)}.`,
    "Do not edit: change the program and run `shipline compile`.",
    `Actions are pinned to the commits of their releases as of ${pins.date}.`,
    ...(guard === undefined ? [] : [`Deployments are decided by .shipline/guard.mjs, ${guard.digest}.`]),
    ...(plan.environments.length === 0
      ? []
      : ["", "What each environment requires:", ...plan.environments.flatMap((one) => way(one, scope))]),
  ]
}
