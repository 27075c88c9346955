import { problem } from "../../read/problems.js"
import { elsewhereOf, type TextRule } from "./rule.js"

export const oneDeployment: TextRule = {
  name: "one job of a pipeline deploys to an environment",
  find: ({ model, requirements }) => {
    const { and, or, no, yes } = model.diagrams
    const elsewhere = elsewhereOf(requirements)
    const own = model.jobs.filter(({ id }) => !elsewhere.has(id))
    return requirements.environments.flatMap(({ environment }) => {
      const into = own.map((job) => {
        const touches = job.touches.filter((one) => one.how === "deploys" && one.environment === environment)
        return { job, enters: and(model.possible, job.starts, or(...touches.map(({ when }) => when ?? yes))) }
      })
      return into.flatMap(({ job, enters }, index) =>
        into.slice(index + 1).flatMap((other) => {
          if (and(enters, other.enters) === no) return []
          const spot = { path: other.job.id, at: other.job.place }
          return [
            { job: other.job.id, environment, problem: problem("SL3437", spot, environment, job.name, other.job.name) },
          ]
        }),
      )
    })
  },
}
