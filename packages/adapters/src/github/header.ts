import type { Plan } from "@shipline/core"
import type { Gate } from "@shipline/core/plan"
import { pins } from "./pins.js"

/** The program's file without what differs between two machines. */
const fileName = (file: string): string =>
  /^(?:[a-z]+:|[\\/])/i.test(file) ? (file.split(/[\\/]/).at(-1) ?? file) : file

const what = (proof: string, gate: Gate | undefined): string =>
  gate?.kind === "approval" ? `${proof} (a person decides)` : proof

/** One line for each requirement, so that a new one is a line of its own. */
const way = (plan: Plan): readonly string[] => {
  const gates = new Map(plan.gates.map((gate) => [gate.id, gate]))
  return plan.environments.flatMap(({ name, requires }) => [
    `  ${name}`,
    ...requires.map(({ proof, gate }) => `    ${what(proof, gate === undefined ? undefined : gates.get(gate))}`),
  ])
}

/** What a reviewer reads first: where the file comes from, how to change it, and the way to each environment. */
export const header = (plan: Plan): readonly string[] => [
  plan.at === undefined ? "Made by Shipline." : `Made by Shipline from ${fileName(plan.at.file)}.`,
  "Do not edit: change the program and run `shipline compile`.",
  `Actions are pinned to the commits of their releases as of ${pins.date}.`,
  ...(plan.environments.length === 0 ? [] : ["", "What each environment requires:", ...way(plan)]),
]
