import type { Problem } from "@shipline/core"
import { type Diagram, makeDiagrams } from "../../prove/diagrams.js"
import type { Model, ModelJob } from "../../prove/model.js"
import { noScripts, programOf } from "../../prove/program.js"
import type { Requirements } from "../../prove/requirements.js"
import { deploysUnnamed } from "../../prove/unnamed.js"
import { problem } from "../read/problems.js"
import type { GitlabFile } from "../read/types.js"
import { isAdmitted } from "./admitted.js"
import { startChoices } from "./choices.js"
import { contextOf } from "./context.js"
import { create } from "./creation.js"
import { exactNames, homeOf } from "./home.js"
import { jobsChoices } from "./job-choices.js"
import { beginsOf, chosenOf, type LaneStart, lanesOf } from "./lanes.js"
import { openInputs } from "./open-inputs.js"
import { orderOf } from "./order.js"
import { schedule } from "./schedule.js"
import { touchesOf } from "./touches.js"

export interface ModelOptions {
  /** Whoever starts a pipeline overrides any variable, also those that GitLab sets. Default: false. */
  readonly hostile?: boolean
  /** People run jobs again that have passed. Default: true. */
  readonly retries?: boolean
  /** What starts the pipelines of each lane, where a plan says it: each must lead where the lane does. Default: nobody says it. */
  readonly starts?: readonly LaneStart[]
}

/** The model without what its text alone shows, and what the rules for that ask beside. */
export interface GitlabModel extends Omit<Model, "rules" | "findings" | "assumptions"> {
  /** The runs that a person starts. */
  readonly byHand: Diagram
}

/** What GitLab makes of its files: every pipeline that can be, and what starts in it. */
export const gitlabModel = (
  file: GitlabFile,
  requirements: Requirements,
  { hostile = false, retries = true, starts = [] }: ModelOptions = {},
): GitlabModel => {
  const diagrams = makeDiagrams()
  const choices = startChoices(diagrams)
  const ordered = orderOf(file.jobs, file.stages)
  const circle: readonly Problem[] =
    ordered === undefined
      ? [problem("SL3427", { path: file.root }, "a need", "leads in a circle, so that jobs wait for each other")]
      : []
  const { lines } = programOf(requirements.program ?? noScripts)
  const ofJobs = jobsChoices(choices, ordered ?? [], file.stages, { retries, program: lines })

  const context = contextOf(file, choices, {
    hostile,
    names: exactNames(requirements),
    asksDefault: requirements.refs?.default === true,
  })
  const home = hostile ? diagrams.yes : homeOf(requirements, context)
  const lanes = lanesOf(file, context)
  const chosen = chosenOf(file, requirements, context)
  const created = create(file, context)
  const known = [...requirements.environments.map(({ environment }) => environment), ...(requirements.others ?? [])]
  const inOrder = (ordered ?? []).flatMap(({ name }) => created.jobs.get(name) ?? [])
  const scheduled = schedule(diagrams, inOrder, file.stages, ofJobs, choices.isOfJob)
  const jobs = inOrder.flatMap(({ job }): readonly ModelJob[] => {
    const { name, place } = job
    const run = scheduled.get(name)
    if (run === undefined) return []
    const named = touchesOf(job, known, context, file)
    const names = named.map(({ environment }) => environment)
    return [
      {
        id: name,
        name,
        place,
        needs: ofJobs.jobs.get(name)?.waitsFor ?? [],
        ...run,
        // A cancelled pipeline makes nothing start that waits: all of it is cancelled at once.
        afterCancel: diagrams.no,
        touches: [...named, ...deploysUnnamed(name, requirements, names)],
        admitted: isAdmitted(job, requirements.program ?? noScripts),
      },
    ]
  })
  const problems = [...file.problems, ...openInputs(file), ...created.problems, ...circle]
  return {
    platform: "gitlab",
    diagrams,
    choices: choices.all(),
    possible: ordered === undefined ? diagrams.no : created.possible,
    lanes,
    begins: beginsOf(starts, context),
    chosen,
    home,
    byHand: context.isSource("web", "api"),
    jobs,
    problems,
    // What GitLab makes no pipeline of is read as a whole: nothing of it can start.
    isWhole: problems.every(({ code }) => code === "SL3427"),
  }
}
