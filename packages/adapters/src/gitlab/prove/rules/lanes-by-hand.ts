import { problem } from "../../read/problems.js"
import type { TextRule } from "./rule.js"

/** Push options set inputs too, so that the lane alone does not tell who has chosen it. */
export const lanesByHand: TextRule = {
  name: "only a person starts another lane than release",
  find: ({ model, deploys }) => {
    const { and, not, no } = model.diagrams
    const names = new Set(deploys.map(({ name }) => name))
    const others = [...model.lanes].filter(([lane]) => lane !== "release")
    return model.jobs
      .filter(({ id }) => names.has(id))
      .flatMap((job) =>
        others.flatMap(([lane, runs]) => {
          if (and(model.possible, job.starts, runs, not(model.byHand)) === no) return []
          return [{ job: job.id, problem: problem("SL3439", { path: job.id, at: job.place }, job.name, lane) }]
        }),
      )
  },
}
