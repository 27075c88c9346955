import { inFolder } from "../../shared/folder.js"
import { expression, literal } from "../expression.js"
import type { WorkflowStep } from "../model.js"
import { reportName } from "../names.js"
import type { JobScope } from "../scope.js"
import { upload } from "./artifact-file.js"

/** Keeps the report of a job, also when its check has failed: that is when people read it. */
export const reportSteps = (scope: JobScope): readonly WorkflowStep[] => {
  const { node, job } = scope
  if (job.report === undefined) return []
  const legs = job.matrix.length > 0 || job.shards !== undefined
  const name = reportName(node.id)
  return [
    upload(
      {
        title: "Keep the report",
        name: legs ? `${name}-${expression("strategy.job-index")}` : name,
        path: literal(inFolder(job.report, job)),
        condition: "!cancelled()",
        missing: "warn",
      },
      scope,
    ),
  ]
}
