import type { Step } from "@shipline/core/plan"
import type { WorkflowStep } from "../model.js"
import { type JobScope, subject } from "../scope.js"
import { readUses } from "../uses-data.js"
import { scriptStep } from "./script.js"

type Raw = Extract<Step, { kind: "raw" }>

/** A step in the words of one platform: GitHub's own runs here, another's only by what stands for it. */
export const rawSteps = (step: Raw, scope: JobScope): readonly WorkflowStep[] => {
  if (step.platform !== "github")
    return step.instead === undefined ? [] : [scriptStep(`Instead of a step for ${step.platform}`, step.instead, scope)]
  const read = readUses(step.data)
  if ("wrong" in read) {
    scope.report.add("SL3123", subject(scope.node), read.wrong)
    return []
  }
  const { action, tag, name, with: inputs, env } = read.uses
  return [
    {
      kind: "uses",
      name: name ?? `Use ${action.replace(/@.*$/, "")}`,
      uses: action,
      ...(tag === undefined ? {} : { tag }),
      with: Object.entries(inputs ?? {}),
      env: Object.entries(env ?? {}).map(([key, value]) => ({ name: key, value: String(value) })),
    },
  ]
}
