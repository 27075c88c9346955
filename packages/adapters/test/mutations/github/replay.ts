import type { Counterexample } from "../../../src/prove/proof.js"
import { type Ended, type Start, simulateRun, type Workflow } from "../../simulate/github/index.js"

/** Facts of a run that are no inputs. */
const isOfRun = (name: string): boolean => ["event", "ref", "default branch"].includes(name) || name.includes(".")

const inputOf = (text: string): string | boolean => {
  if (text === "true" || text === "false") return text === "true"
  return text === "empty" || text === "not set" ? "" : text
}

const startOf = ({ run }: Counterexample): Start => {
  const fact = (name: string): string | undefined => run.find((one) => one.name === name)?.value
  const event = fact("event") ?? ""
  const inputs = Object.fromEntries(
    run.filter(({ name }) => !isOfRun(name)).map(({ name, value }) => [name, inputOf(value)]),
  )
  return {
    event,
    ref: fact("ref") ?? "refs/heads/main",
    ...(event === "workflow_dispatch" ? { inputs } : {}),
  }
}

/** Plays what a counterexample tells, by the simulator: what became of each job. */
export const replay = (found: Counterexample, workflow: Workflow): ReadonlyMap<string, Ended> => {
  const told = new Map(found.jobs.map((one) => [one.job, one]))
  return simulateRun(workflow, startOf(found), {
    outcome: (id) => {
      const outcome = told.get(id)?.outcome
      return outcome === undefined || outcome === "skipped" || outcome === "idle" ? "success" : outcome
    },
    afterCancel: (id) => told.get(id)?.afterCancel === true || id === found.cancelled,
    outputs: (id) =>
      Object.fromEntries(
        (found.outputs ?? []).flatMap(({ job, name, value }) =>
          job === id && value !== "not set" ? [[name, value]] : [],
        ),
      ),
  })
}
