import type { Plan, Problem } from "@shipline/core"
import { slug } from "@shipline/core/plan"
import type { Compiled } from "../adapter.js"
import { all, any, type Test, written } from "../shared/condition-test.js"
import { type Entry, entry, filled, type Mapping, mapping, some } from "../yaml/data.js"
import { writeYaml } from "../yaml/write-yaml.js"
import { changesOf } from "./changes.js"
import { byCommit, events, inputIs, notByCommit } from "./events.js"
import { inputsOf, merged } from "./inputs.js"
import { limits } from "./limits.js"
import type { Input } from "./model.js"
import { pipelinePath, rootPath } from "./names.js"
import { problem } from "./problems.js"
import { renderInputs } from "./render.js"
import { stagesOf } from "./stages.js"

/** All pipelines: what a push starts, where nobody has chosen. */
const every = "every"

/** Which pipeline a person means, where there are several. */
const choice = (plans: readonly Plan[]): readonly Input[] =>
  plans.length < 2
    ? []
    : [
        {
          name: "pipeline",
          description: "Which pipeline: every one, or the one that is hotfixed, promoted or rolled back.",
          options: [every, ...plans.map(({ name }) => slug(name))],
          initial: every,
        },
      ]

/**
 * A pipeline is there where it is chosen; every one of them only in the release lane, and of those that have paths the ones
 * of which something has changed.
 */
const chosen = (plan: Plan, several: boolean): readonly Entry[] => {
  if (!several) return []
  const everywhere = [inputIs("pipeline", every), ...(inputsOf(plan).length === 0 ? [] : [inputIs("lane", "release")])]
  const changes = changesOf(plan)
  const rule = (test: Test, paths: readonly string[] = []): Mapping =>
    mapping(entry("if", written(test)), entry("changes", some(paths)))
  const unchosen =
    changes.length === 0
      ? [rule(all(...everywhere))]
      : [rule(all(...everywhere, byCommit), changes), rule(all(...everywhere, notByCommit))]
  return entry("rules", [...unchosen, rule(inputIs("pipeline", slug(plan.name)))])
}

/** GitLab reads no file without a job, and where nothing is chosen nothing is included. */
const placeholder = (several: boolean): readonly Entry[] =>
  several
    ? entry(
        "shipline",
        mapping(entry("stage", ".pre"), entry("rules", [mapping(entry("when", "never"))]), entry("script", ["true"])),
        {
          gap: true,
          above: ["Never in a pipeline: GitLab takes no file without a job, and there may be nothing to include."],
        },
      )
    : []

const include = (plan: Plan, several: boolean): Mapping =>
  mapping(
    entry("local", pipelinePath(plan)),
    entry("inputs", filled(mapping(...inputsOf(plan).map(({ name }) => entry(name, `$[[ inputs.${name} ]]`))))),
    chosen(plan, several),
  )

/** A newer commit replaces the pipeline of a merge request; no other one is ever cancelled. */
const workflow = (plans: readonly Plan[]): Mapping => {
  const starts = plans.flatMap((plan) =>
    events(plan).started.map(({ test, filtered, replaced }) => ({
      if: written(any(test)),
      changes: filtered ? changesOf(plan) : [],
      replaced,
    })),
  )
  const rules = new Map(starts.map((one) => [JSON.stringify([one.if, one.changes]), one]))
  return mapping(
    entry("auto_cancel", mapping(entry("on_new_commit", "none"))),
    entry(
      "rules",
      [...rules.values()].map((one) =>
        mapping(
          entry("if", one.if),
          entry("changes", some(one.changes)),
          entry("auto_cancel", one.replaced ? mapping(entry("on_new_commit", "interruptible")) : undefined),
        ),
      ),
    ),
  )
}

/** Two pipelines whose names become one would share their jobs. */
const twins = (plans: readonly Plan[]): readonly Problem[] => {
  const owners = new Map<string, string>()
  return plans.flatMap(({ name, at }) => {
    const owner = owners.get(slug(name))
    owners.set(slug(name), name)
    return owner === undefined ? [] : [problem("SL3334", { path: "name", at }, owner, name)]
  })
}

/**
 * The file that GitLab reads first, for all pipelines of a repository: what people choose, when there is a pipeline, and
 * which files it is made of.
 */
export const index = (plans: readonly Plan[]): Compiled => {
  const several = plans.length > 1
  const inputs = [...choice(plans), ...merged(plans.map(inputsOf))]
  const problems = [
    ...twins(plans),
    ...inputs.flatMap(({ name, options }) =>
      options.length > limits.options ? [problem("SL3329", { path: "" }, name, options.length)] : [],
    ),
  ]
  if (problems.length > 0 || plans.length === 0) return { files: [], problems }
  const header = ["Made by Shipline.", "Do not edit: change the programs and run `shipline compile`."]
  const body = mapping(
    entry("workflow", workflow(plans)),
    entry(
      "include",
      plans.map((plan) => include(plan, several)),
      { gap: true },
    ),
    entry(
      "stages",
      plans.flatMap((plan) => stagesOf(plan).all),
      { gap: true },
    ),
    placeholder(several),
  )
  const spec = renderInputs(inputs)
  const text = spec === undefined ? writeYaml(body, header) : `${writeYaml(spec, header)}---\n${writeYaml(body, [])}`
  return { files: [{ path: rootPath, text }], problems: [] }
}
