import type { Document } from "yaml"
import type { Mutation } from "../../mutation.js"
import { condition, replaceInCondition, setCondition, setNeeds } from "../edit.js"
import { passed } from "../passed.js"

/** Other ways to write what means the same: nothing may be said against them. */
export const alike: readonly Mutation<Document>[] = [
  {
    pitfall: 0,
    name: "needs in another order",
    places: [
      { pipeline: "approvals", job: "deploy-production" },
      { pipeline: "careful", job: "deploy-live" },
    ],
    apply: (file, { job }) => {
      const needs = file.getIn(["jobs", job, "needs"])
      setNeeds(file, job, (needs as { toJSON: () => string[] }).toJSON().toReversed()) // a list, as the places say
    },
    expects: () => ({ harmless: "they are a set" }),
  },
  {
    pitfall: 4,
    name: "success() in words where GitHub would add it",
    places: [
      { pipeline: "smallest", job: "deploy-production" },
      { pipeline: "containers", job: "deploy-lab" },
    ],
    apply: (file, { job }) => setCondition(file, job, `success() && ${condition(file, job)}`),
    expects: () => ({ harmless: "that is what GitHub makes of it anyway" }),
  },
  {
    pitfall: 0,
    name: "a need in brackets, a result and an event in capitals",
    places: [{ pipeline: "smallest", job: "deploy-production", gate: "unit" }],
    apply: (file, { job, gate = "" }) => {
      replaceInCondition(file, job, passed(gate), `needs['${gate}'].result == 'SUCCESS'`)
      replaceInCondition(file, job, "'push'", "'PUSH'")
    },
    expects: () => ({ harmless: "GitHub compares texts without their case" }),
  },
  {
    pitfall: 11,
    name: "the whole condition between ${{ }}",
    places: [
      { pipeline: "smallest", job: "deploy-production" },
      { pipeline: "approvals", job: "deploy-production" },
    ],
    apply: (file, { job }) => setCondition(file, job, `\${{ ${condition(file, job)} }}`),
    expects: () => ({ harmless: "with nothing around them they change nothing" }),
  },
  {
    pitfall: 1,
    name: "always() and !cancelled()",
    places: [
      { pipeline: "approvals", job: "deploy-production" },
      { pipeline: "smallest", job: "deploy-production" },
    ],
    apply: (file, { job }) => setCondition(file, job, `always() && !cancelled() && ${condition(file, job)}`),
    expects: () => ({ harmless: "every gate is still asked for, and a run that was cancelled starts nothing" }),
  },
  {
    pitfall: 2,
    name: "every ending but success by name",
    places: [{ pipeline: "smallest", job: "deploy-production", gate: "unit" }],
    apply: (file, { job, gate = "" }) =>
      replaceInCondition(
        file,
        job,
        passed(gate),
        `!cancelled() && needs.${gate}.result != 'failure' && needs.${gate}.result != 'cancelled' && needs.${gate}.result != 'skipped'`,
      ),
    expects: () => ({ harmless: "only success is left" }),
  },
]
