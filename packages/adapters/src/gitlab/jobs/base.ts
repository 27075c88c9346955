import type { Step } from "@shipline/core/plan"
import { subject } from "../../shared/facts.js"
import { inFolder } from "../../shared/folder.js"
import { scriptTitle } from "../../shared/script-title.js"
import { filled } from "../../yaml/data.js"
import { cachesOf } from "../caches.js"
import { fragmentOf, reportsOf } from "../fragment-keys.js"
import { laneOf } from "../guard-calls.js"
import { dockerImage, type Machine, machineOf } from "../image.js"
import { loginLines, tokensOf } from "../login.js"
import { parallel } from "../matrix.js"
import { minutes } from "../minutes.js"
import type { GitlabJob, Image } from "../model.js"
import { receiptPath } from "../names.js"
import type { Part } from "../part.js"
import type { JobScope } from "../scope.js"
import { scripted } from "../scripted.js"
import { forwardScript } from "../scripts/forward.js"
import { bashScript } from "../scripts/image.js"
import { type ReceiptLine, receiptScript } from "../scripts/receipt.js"
import { setUpScript } from "../scripts/set-up.js"
import { portsOf, servicesOf } from "../services.js"
import { type Constant, startVariables } from "../variables.js"

/** A job that is being written, and in what it runs. */
interface Draft {
  readonly part: Part
  readonly machine: Machine
}

/** Begins a job: its machine is chosen, and the job's own variables have their names before any script's. */
export const draft = (scope: JobScope): Draft => {
  const machine = machineOf(scope)
  return { machine, part: { ...scope, variables: startVariables(), docker: machine.image?.name === dockerImage } }
}

type StepTable = {
  readonly [K in Step["kind"]]: (step: Extract<Step, { kind: K }>, part: Part) => readonly string[]
}

const table: StepTable = {
  script: (step, part) => [scripted(scriptTitle[step.role](part.node), step, part, part.only.get(step))],
  login: (step, part) => [loginLines(step, part)],
  raw: (step, part) =>
    step.platform === "gitlab" || step.instead === undefined
      ? []
      : [scripted(`Instead of a step for ${step.platform}`, step.instead, part)],
}

/** The steps of the program, as lines of the job's script. */
const planSteps = (part: Part): readonly string[] =>
  part.job.steps.flatMap((step) => {
    const write = table[step.kind] as (step: Step, part: Part) => readonly string[] // the table is total by its type
    return write(step, part)
  })

interface Parts {
  readonly id: string
  /** Whether what runs depends on the lane. */
  readonly laned: boolean
  /** What all calls of the guard are told, in jobs that call it. */
  readonly guard?: readonly Constant[]
  /** Before the steps of the program. */
  readonly first: readonly string[]
  /** After them. */
  readonly last: readonly string[]
  readonly receipt: readonly ReceiptLine[]
}

const noDollar = (text: string | undefined, what: string, part: Part): void => {
  if (text?.includes("$") === true) part.report.add("SL3317", subject(part.node), what)
}

const checkTexts = (image: Image | undefined, part: Part): void => {
  const { job, node } = part
  if (job.container !== undefined) noDollar(image?.name, `the container of '${node.title}'`, part)
  for (const label of job.runner ?? []) noDollar(label, `a label of the runner of '${node.title}'`, part)
  noDollar(job.report, `the report of '${node.title}'`, part)
}

/** pnpm comes with no image. */
const pnpmScript = "# Enable pnpm\ncorepack enable pnpm\n"

/** What all jobs that run scripts have in common: its parts in their order. */
export const baseJob = (
  { part, machine }: Draft,
  { id, laned, guard, first, last, receipt }: Parts,
): Omit<GitlabJob, "stage" | "needs" | "rules" | "interruptible"> => {
  const { job } = part
  const { image } = machine
  checkTexts(image, part)
  const fragment = fragmentOf(job.steps, part)
  const services = servicesOf(machine, part)
  const ports = portsOf(part)
  const caches = cachesOf(part)
  const legs = parallel(part)
  const guarded = guard !== undefined
  // The scripts of the program come before the set-up here: they say what it has to set.
  const program = planSteps(part)
  const constants = [...(guard ?? []), ...part.variables.constants()]
  const script = [
    setUpScript({ id, lane: laned ? laneOf(part) : "none", guarded, constants }),
    ...(part.docker && job.shell === "bash" ? [bashScript] : []),
    ...(job.toolchains.some(({ cache }) => cache === "pnpm") ? [pnpmScript] : []),
    ...(ports.length > 0 ? [forwardScript(ports)] : []),
    ...first,
    ...program,
    ...last,
    receiptScript(id, receipt),
  ]
  const reports = filled(reportsOf(fragment, job.report === undefined ? undefined : inFolder(job.report, job)))
  return {
    id,
    ...(image === undefined ? {} : { image }),
    services,
    tags: [...new Set([...(job.runner ?? []), ...(fragment.tags ?? [])])],
    minutes: minutes(part),
    ...(fragment.retry === undefined ? {} : { retry: fragment.retry }),
    advisory: false,
    ...(legs === undefined ? {} : { parallel: legs }),
    tokens: tokensOf(job.steps, part),
    variables: part.variables.all(),
    caches,
    script,
    afterScript: [],
    keeps: [receiptPath(id)],
    guarded,
    ...(reports === undefined ? {} : { reports }),
    ...(fragment.coverage === undefined ? {} : { coverage: fragment.coverage }),
  }
}

/** Whether some step runs in some lanes alone, or what is handed on comes from where the lane says. */
export const isLaned = (part: Part): boolean => part.only.size > 0 || part.origin.kind === "either"
