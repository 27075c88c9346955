import type { Plan } from "@shipline/core"
import { type Entry, entry, filled, lines, type Mapping, mapping, some, type Yaml } from "../yaml/data.js"
import type { GitlabCache, GitlabJob, GitlabService, Input, Rule, Variable } from "./model.js"
import { jobKey } from "./names.js"

const input = ({ name, description, options, regex, initial }: Input): readonly Entry[] =>
  entry(
    name,
    mapping(
      entry("description", description),
      entry("type", "string"),
      entry("options", some(options)),
      entry("regex", regex),
      entry("default", initial),
    ),
  )

/** What stands before the document proper: the inputs, or nothing where there are none. */
export const renderInputs = (inputs: readonly Input[]): Mapping | undefined =>
  inputs.length === 0 ? undefined : mapping(entry("spec", mapping(entry("inputs", mapping(...inputs.map(input))))))

/** GitLab reads a `$` in a variable as the beginning of another one, unless it is told not to; an input is read before. */
const isExpanded = ({ value, expands }: Variable): boolean =>
  expands === true || !value.replace(/\$\[\[ inputs\.\w+ \]\]/g, "").includes("$")

const variables = (list: readonly Variable[]): readonly Entry[] =>
  entry(
    "variables",
    filled(
      mapping(
        ...list.map((one) =>
          entry(one.name, isExpanded(one) ? one.value : mapping(entry("value", one.value), entry("expand", false))),
        ),
      ),
    ),
  )

const keys = (plan: Plan, ids: readonly string[]): Yaml => ids.map((id) => jobKey(plan, id))

const rule = ({ if: condition, needs, when, startIn, allowFailure }: Rule, plan: Plan): Mapping =>
  mapping(
    entry("if", condition),
    entry("when", when),
    entry("start_in", startIn),
    entry("allow_failure", allowFailure),
    entry("needs", needs && keys(plan, needs)),
  )

const service = ({ image, alias, variables: own }: GitlabService): Mapping =>
  mapping(entry("name", image), entry("alias", alias), variables(own))

const cache = ({ prefix, files, paths }: GitlabCache): Mapping =>
  mapping(
    entry("key", files.length === 0 ? prefix : mapping(entry("files", files), entry("prefix", prefix))),
    entry("paths", paths),
  )

const image = ({ image: one }: GitlabJob): readonly Entry[] =>
  entry("image", one && (one.bare ? mapping(entry("name", one.name), entry("entrypoint", [""])) : one.name))

const environment = ({ environment: target }: GitlabJob): readonly Entry[] =>
  entry(
    "environment",
    target &&
      mapping(
        entry("name", target.name),
        entry("url", target.url),
        entry("deployment_tier", target.tier),
        entry("action", target.action, target.action === "start" ? {} : { beside: "this job deploys nothing" }),
      ),
  )

const parallel = ({ parallel: one }: GitlabJob): readonly Entry[] => {
  if (one === undefined) return []
  if ("count" in one) return entry("parallel", one.count)
  const axes = mapping(...one.matrix.map(([key, values]) => entry(key, values)))
  return entry("parallel", mapping(entry("matrix", [axes])))
}

const artifacts = ({ keeps, reports, guarded }: GitlabJob): readonly Entry[] =>
  entry(
    "artifacts",
    mapping(
      entry("paths", guarded ? [...keeps, ".shipline/summary.md"] : keeps),
      entry("reports", reports),
      // A failed job leaves no receipt; its report, or why it was refused, is what people want to read then.
      entry("when", reports === undefined && !guarded ? undefined : "always"),
      entry("expire_in", "30 days"),
    ),
  )

const renderJob = (one: GitlabJob, plan: Plan): Mapping =>
  mapping(
    entry("stage", one.stage),
    image(one),
    entry("services", some(one.services.map(service))),
    entry("tags", some(one.tags)),
    entry("needs", keys(plan, one.needs)),
    entry(
      "rules",
      one.rules.map((each) => rule(each, plan)),
    ),
    environment(one),
    entry("resource_group", one.lock, { beside: "one deployment at a time" }),
    entry("interruptible", one.interruptible),
    entry("timeout", `${one.minutes} minutes`),
    entry("retry", one.retry),
    entry("allow_failure", one.advisory ? true : undefined, { beside: "advisory: it may fail, and nothing needs it" }),
    parallel(one),
    entry(
      "id_tokens",
      filled(mapping(...one.tokens.map(([name, audience]) => entry(name, mapping(entry("aud", audience)))))),
    ),
    variables(one.variables),
    entry("cache", some(one.caches.map(cache))),
    entry("coverage", one.coverage),
    entry("script", one.script.map(lines)),
    entry("after_script", some(one.afterScript.map(lines))),
    artifacts(one),
  )

/** The jobs of a pipeline as the data of its file, in the order in which people read them. */
export const renderJobs = (jobs: readonly GitlabJob[], plan: Plan): Mapping =>
  mapping(
    ...jobs.map((job, index) =>
      entry(jobKey(plan, job.id), renderJob(job, plan), {
        gap: index > 0,
        ...(job.note === undefined ? {} : { above: [job.note] }),
      }),
    ),
  )
