import type { Job, Node, Plan, Step, Variable } from "@shipline/core/plan"

/** What a script that stands in for one of the plan writes down and waits for, by files in a folder. */
export interface Signs {
  readonly folder: string
}

const artifactsOf = (variables: readonly Variable[]): readonly (readonly [string, string])[] =>
  variables.flatMap(({ name, value }) =>
    value.kind === "artifact" && value.field !== "tag" ? [[name, value.artifact]] : [],
  )

/** Tells that it runs and what it was given, waits where it is to be slow, and fails where it is to. */
const script = ({ folder }: Signs, node: string, variables: readonly Variable[]): string =>
  [
    ...artifactsOf(variables).map(
      ([variable, artifact]) =>
        `if [ -n "\${${variable}}" ]; then echo '${artifact} → ${node}' >> '${folder}/handed'; fi`,
    ),
    `if [ -e '${folder}/slow-${node}' ]; then until [ -e '${folder}/go' ] || [ ! -d '${folder}' ]; do sleep 0.01; done; fi`,
    `if [ -e '${folder}/fails-${node}' ]; then exit 7; fi`,
  ].join("\n")

const replaced = (signs: Signs, node: string, job: Job): Job => {
  const stand = (step: Step): Step => {
    if (step.kind === "script") return { ...step, run: script(signs, node, [...job.variables, ...step.variables]) }
    if (step.kind !== "raw" || step.instead === undefined) return step
    return { ...step, instead: { ...step.instead, run: "true" } }
  }
  return { ...job, steps: job.steps.map(stand) }
}

/** The same plan with scripts that do nothing but what `signs` say. */
export const withStandIns = (plan: Plan, signs: Signs): Plan => ({
  ...plan,
  gates: plan.gates.map((gate) =>
    gate.hotfix === undefined ? gate : { ...gate, hotfix: { ...gate.hotfix, run: "true" } },
  ),
  nodes: plan.nodes.map((node): Node => ("job" in node ? { ...node, job: replaced(signs, node.id, node.job) } : node)),
})
