import { type Entry, entry, filled, lines, type Mapping, mapping, some, type Yaml } from "../yaml/data.js"
import { onPullRequest } from "./events.js"
import { literal } from "./expression.js"
import type { EnvEntry, Trigger, TriggerInput, Workflow, WorkflowJob, WorkflowService, WorkflowStep } from "./model.js"

const pairs = (list: readonly (readonly [string, Yaml])[]): Mapping =>
  mapping(...list.map(([key, value]) => entry(key, value)))

const env = (list: readonly EnvEntry[] = []): readonly Entry[] =>
  entry("env", filled(pairs(list.map(({ name, value }) => [name, value]))))

const step = (one: WorkflowStep, job: WorkflowJob): Mapping => {
  const why = one.conditionNote === undefined ? {} : { beside: one.conditionNote }
  const head = [entry("name", literal(one.name)), entry("id", one.id), entry("if", one.condition, why)]
  if (one.kind === "uses")
    return mapping(
      ...head,
      entry("uses", one.uses, one.tag === undefined ? {} : { beside: one.tag }),
      entry("with", filled(pairs(one.with))),
      env(one.env),
    )
  const atRoot = one.own === true && job.workingDirectory !== undefined
  return mapping(
    ...head,
    entry("working-directory", atRoot ? "." : undefined),
    env(one.env),
    entry("run", lines(one.run)),
  )
}

const service = ({ name, image, env: variables, ports, options }: WorkflowService): readonly Entry[] =>
  entry(name, mapping(entry("image", image), env(variables), entry("ports", some(ports)), entry("options", options)))

const environment = ({ environment: target }: WorkflowJob): readonly Entry[] =>
  entry(
    "environment",
    target &&
      mapping(
        entry("name", target.name),
        entry("url", target.url),
        entry("deployment", target.deployment ? undefined : false, { beside: "this job deploys nothing" }),
      ),
  )

const lock = ({ lock: group }: WorkflowJob): readonly Entry[] =>
  entry(
    "concurrency",
    group === undefined
      ? undefined
      : mapping(
          entry("group", group),
          entry("cancel-in-progress", false, { beside: "a deployment that has begun is finished" }),
          entry("queue", "max", { beside: "and one that waits is not dropped for a newer one" }),
        ),
  )

/** What the scripts of most jobs run by; a job says so where it differs. */
const usualShell = "bash"

/**
 * A job's defaults take the place of all of the workflow's: the runner does not merge the two. Without a shell a script
 * would go on after an error inside a pipe.
 */
const defaults = ({ shell, workingDirectory }: WorkflowJob): readonly Entry[] =>
  shell === usualShell && workingDirectory === undefined
    ? []
    : entry(
        "defaults",
        mapping(entry("run", mapping(entry("shell", shell), entry("working-directory", workingDirectory)))),
      )

const strategy = ({ matrix }: WorkflowJob): readonly Entry[] =>
  entry(
    "strategy",
    matrix.length === 0 ? undefined : mapping(entry("fail-fast", false), entry("matrix", pairs(matrix))),
  )

const runsOn = ({ runsOn: labels }: WorkflowJob): Yaml => (labels.length === 1 ? (labels[0] ?? null) : labels)

const renderJob = (one: WorkflowJob): Mapping =>
  mapping(
    entry("name", literal(one.name)),
    entry("needs", some(one.needs)),
    entry("if", one.condition),
    entry("runs-on", runsOn(one)),
    entry("container", one.container),
    entry("services", filled(mapping(...one.services.map(service)))),
    environment(one),
    lock(one),
    entry(
      "permissions",
      mapping(...one.permissions.map(({ scope, access, why }) => entry(scope, access, { beside: why }))),
    ),
    entry("timeout-minutes", one.minutes),
    entry("continue-on-error", one.advisory ? true : undefined, {
      beside: "advisory: it may fail, and nothing needs it",
    }),
    strategy(one),
    defaults(one),
    env(one.env),
    entry("outputs", filled(pairs(one.outputs))),
    entry(
      "steps",
      one.steps.map((each) => step(each, one)),
    ),
  )

const input = ({ name, description, required, options, initial }: TriggerInput): readonly Entry[] =>
  entry(
    name,
    mapping(
      entry("description", description),
      entry("type", options.length === 0 ? "string" : "choice"),
      entry("required", required ? true : undefined),
      entry("options", some(options)),
      entry("default", initial),
    ),
  )

const trigger = ({ event, filters, inputs }: Trigger): readonly Entry[] => {
  if (inputs !== undefined) return entry(event, mapping(entry("inputs", mapping(...inputs.map(input)))))
  if (event !== "schedule") return entry(event, filled(pairs(filters)) ?? null)
  return entry(
    event,
    filters.flatMap(([, times]) => times.map((cron) => mapping(entry("cron", cron)))),
  )
}

const concurrency = ({ group, cancels }: Workflow): readonly Entry[] =>
  entry(
    "concurrency",
    mapping(entry("group", group), entry("cancel-in-progress", cancels ? `\${{ ${onPullRequest} }}` : false)),
    {
      gap: true,
      above: [
        cancels
          ? "A newer commit of a pull request replaces its run; no other run is ever cancelled."
          : "No run replaces another.",
      ],
    },
  )

/** A workflow as the data of its file, in the order in which people read it. */
export const render = (one: Workflow): Mapping =>
  mapping(
    entry("name", one.name),
    entry("on", mapping(...one.on.map(trigger)), { gap: true }),
    entry("permissions", mapping(), { gap: true, above: ["Nothing by default; each job names what it needs."] }),
    concurrency(one),
    env(one.env).map((each) => ({
      ...each,
      gap: true,
      above: ["Which version of the program decides, for the ledger."],
    })),
    entry("defaults", mapping(entry("run", mapping(entry("shell", usualShell)))), { gap: true }),
    entry(
      "jobs",
      mapping(
        ...one.jobs.map((job, index) =>
          entry(job.id, renderJob(job), { gap: index > 0, ...(job.note === undefined ? {} : { above: [job.note] }) }),
        ),
      ),
      { gap: true },
    ),
  )
