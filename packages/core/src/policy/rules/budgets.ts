import type { Problem } from "../../errors/problem.js"
import { laneView } from "../../plan/lane-view.js"
import type { Node, NodeKind } from "../../plan/node.js"
import type { Plan } from "../../plan/plan.js"
import { criticalPath, longestTime } from "../budget.js"
import { inWords } from "../duration-words.js"
import { problemAt } from "../problem-at.js"
import type { Rule } from "../rule.js"

/** The hotfix lane reaches an environment in the time that its policy gives it, even where each job takes as long as it may. */
export const budgets: Rule = (plan) => {
  const limits = new Map(
    plan.environments.flatMap((one) => (one.hotfix?.within === undefined ? [] : [[one.name, one]])),
  )
  if (limits.size === 0) return []
  const nodes = laneView(plan, "hotfix")
  return nodes.flatMap((node) => (node.kind === "deploy" ? late(plan, nodes, node) : []))
}

const late = (
  plan: Plan,
  nodes: readonly Node[],
  deployment: Node & { readonly environment: string },
): readonly Problem[] => {
  const { environment: name, id } = deployment
  const environment = plan.environments.find((one) => one.name === name)
  const within = environment?.hotfix?.within
  const way = criticalPath(nodes, id)
  if (within === undefined || way === undefined || way.milliseconds <= within) return []
  const titles = way.path.map(({ title }) => title).join(" → ")
  return [
    problemAt(
      environment,
      "SL2022",
      `environments.${name}`,
      `the hotfix lane may take ${inWords(way.milliseconds)} to reach ${name}, and its budget is ${inWords(within)}: ${titles}`,
      shorten(way.path),
    ),
  ]
}

/** What takes longest, and what it is made of. */
const shorten = (path: readonly Node[]): string => {
  const [first] = path.toSorted((one, other) => longestTime(other) - longestTime(one))
  const larger = "give the lane a larger budget"
  if (first === undefined || longestTime(first) === 0) return `Leave something out of the policy, or ${larger}.`
  const retries = "job" in first ? first.job.retries : 0
  const time = inWords("job" in first ? first.job.timeout : longestTime(first))
  const each = retries === 0 ? time : `${time} in each of ${retries + 1} attempts`
  return `'${first.title}' may take longest, ${each}: ${remedies[first.kind](retries)}, or ${larger}.`
}

const job = (retries: number): string => `give it a shorter timeout${retries === 0 ? "" : " or fewer retries"}`
const leaveOut = (): string => "leave it out of the policy"
const remedies: { readonly [K in NodeKind]: (retries: number) => string } = {
  build: job,
  check: job,
  verify: job,
  approval: leaveOut,
  soak: leaveOut,
  deploy: () => "give the environment a shorter timeout",
}
