import { type Document, isSeq } from "yaml"
import type { Mutation } from "../../mutation.js"
import { changeScript, removeStep, setInStep, stepIndex } from "../edit.js"

const back = [
  { pipeline: "smallest", job: "redeploy-production" },
  { pipeline: "shop", job: "redeploy-staging" },
]

/** The way back, where the guard's word is the only gate: without it, past it, behind it. */
export const admission: readonly Mutation<Document>[] = [
  {
    pitfall: 0,
    name: "a way back that asks nobody",
    places: back,
    apply: (file, { job }) => removeStep(file, job, "Admit to"),
    expects: ({ job }) => ({ caught: "safety", job }),
  },
  {
    pitfall: 0,
    name: "a way back that asks only sometimes",
    places: back,
    apply: (file, { job }) => setInStep(file, job, "Admit to", "if", "inputs.override != 'freeze'"),
    expects: ({ job }) => ({ caught: "safety", job }),
  },
  {
    pitfall: 7,
    name: "a way back on which a no is none",
    places: back,
    apply: (file, { job }) => setInStep(file, job, "Admit to", "continue-on-error", true),
    expects: ({ job }) => ({ caught: "safety", job }),
  },
  {
    pitfall: 7,
    name: "a way back whose question may fail",
    places: back,
    apply: (file, { job }) => changeScript(file, job, "Admit to", (script) => `${script.trimEnd()} || true`),
    expects: ({ job }) => ({ caught: "safety", job }),
  },
  {
    pitfall: 0,
    name: "a way back that asks when all is done",
    places: back,
    apply: (file, { job }) => {
      const steps = file.getIn(["jobs", job, "steps"])
      if (!isSeq(steps)) throw new Error(`${job} has no steps`)
      const [admit] = steps.items.splice(stepIndex(file, job, "Admit to"), 1)
      steps.items.splice(stepIndex(file, job, "Deploy to") + 1, 0, admit)
    },
    expects: ({ job }) => ({ caught: "safety", job }),
  },
  {
    pitfall: 1,
    name: "a way back that deploys although the guard said no",
    places: back,
    apply: (file, { job }) => setInStep(file, job, "Deploy to", "if", "always()"),
    expects: ({ job }) => ({ caught: "safety", job }),
  },
]
