import { type Problem, verify } from "@shipline/core"
import type { Release } from "@shipline/core/ledger"
import { laneView, type Node, type Plan } from "@shipline/core/plan"
import * as Clock from "effect/Clock"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import type { DeploymentsContext } from "../deployments/deployments-context.js"
import { RunError } from "../errors/run-error.js"
import { checkSettings } from "../local/check-settings.js"
import { localActor } from "../local/local-actor.js"
import { type LocalRunOptions, settingsOf } from "../local/options.js"
import { type Mask, makeMask } from "../local/process/masker.js"
import { Processes } from "../local/process/processes.js"
import { Settings } from "../local/settings.js"
import { readSource } from "../local/source/read-source.js"
import { collectSecrets } from "../local/values/secrets.js"
import { isJobNode } from "../scheduler/job-node.js"
import { copyOfLedger } from "./copy-of-ledger.js"
import { deepFreeze } from "./deep-freeze.js"
import { dryRunRelease } from "./dry-run-release.js"
import { type Game, play } from "./play.js"
import { type DryRunCommand, shownCommands } from "./shown-commands.js"
import type { KnownBefore } from "./shown-value.js"
import { chainsOf, lastMoment } from "./simulated-ledger.js"
import type { Trace, TraceJob } from "./trace.js"
import { traceOf } from "./trace-of.js"

/** A job of a dry run, with what it would do. */
export interface DryRunJob extends TraceJob {
  /** What it would run, step by step; none for what runs no steps. */
  readonly commands: readonly DryRunCommand[]
}

/** What a run would do. */
export interface DryRun extends Omit<Trace, "jobs"> {
  /** The commit that would be built, or that was built, where the ledger has the release. */
  readonly commit: string
  readonly jobs: readonly DryRunJob[]
  /** What a run would complain of, although it does not change what happens: secrets that are not set here. */
  readonly notes: readonly Problem[]
}

/** The options of a run that mean something before it. */
export interface DryRunOptions
  extends Omit<LocalRunOptions, "approve" | "inherit" | "keepWorkspaces" | "signals" | "ask" | "onEvent"> {}

const contextOf = (plan: Plan, release: Release, settings: Settings["Service"], run: string): DeploymentsContext => {
  const { lane, reason, incident, overrides } = settings
  return {
    plan,
    lane,
    release: Effect.succeed(release),
    unnamed: settings.version === undefined,
    actor: localActor(),
    run: { id: run },
    overrides: overrides.map((rule) => ({ rule, reason: reason ?? "" })),
    ...(reason === undefined ? {} : { reason }),
    ...(incident === undefined ? {} : { incident }),
    commitsSince: (from) => Effect.succeed({ count: Math.max(0, release.number - (from?.number ?? 0)), ids: [] }),
  }
}

/** What is known of artifacts: of a release from the ledger everything, of what is to be built nothing. */
const digestsOf = ({ lane }: Trace, { artifacts }: Release): KnownBefore["digests"] =>
  new Map(lane === "promote" || lane === "rollback" ? artifacts.map((artifact) => [artifact.name, artifact]) : [])

const withCommands = (nodes: readonly Node[], { jobs }: Trace, known: KnownBefore, mask: Mask) => {
  const byId = new Map(nodes.map((node) => [node.id, node]))
  return jobs.map((job): DryRunJob => {
    const node = byId.get(job.node)
    const commands = node !== undefined && isJobNode(node) ? shownCommands(node, known) : []
    return { ...job, commands: commands.map((command) => ({ ...command, text: mask.text(command.text) })) }
  })
}

const tryRun = Effect.fnUntraced(function* (plan: Plan) {
  const settings = yield* Settings
  const source = yield* readSource(settings)
  const ledger = yield* copyOfLedger(settings)
  const nodes = laneView(plan, settings.lane, settings.environment)
  const mask = makeMask(collectSecrets(nodes, settings.env).secrets.forms)
  // Other clocks may go ahead of this one.
  const from = Math.max(yield* Clock.currentTimeMillis, lastMoment(ledger) ?? 0)
  const chains = chainsOf(ledger)
  const release = yield* dryRunRelease(plan, source, { ledger, chains })
  const { environment } = settings
  const game: Game = {
    deployments: contextOf(plan, release, settings, `dry-run-${ledger.records.length + 1}`),
    allow: settings.allow,
    approvals: new Set(plan.gates.map(({ name }) => name)),
    jobs: settings.jobs,
    version: release.version,
    from,
    outcomes: new Map(),
    chains,
    ...(environment === undefined ? {} : { environment }),
  }
  const trace = traceOf(game, play(game), ledger)
  const ran = new Set(trace.jobs.flatMap((job) => (job.ran ? [job.node] : [])))
  const needed = nodes.filter(({ id }) => ran.has(id))
  return deepFreeze({
    ...trace,
    commit: release.commit,
    jobs: withCommands(nodes, trace, { plan, version: release.version, digests: digestsOf(trace, release) }, mask),
    notes: collectSecrets(needed, settings.env).problems,
  })
})

/**
 * Tells what `runLocally` would do with a plan: each job with its commands, and each admission with its reasons, by the
 * scheduler and the admission of a real run, the real commit and a copy of the real ledger. Use it before a deployment.
 * Nothing is run and nothing is written, except that git fetches a ledger that is kept in a remote.
 *
 * It supposes that every job passes, that every approval is given, and that building a commit again makes what it made
 * before. Secrets are never read for it: they are shown as `***`; what only a run knows is shown by its name. Digests of
 * what was never built are made up in its records. It fails with `RunError` as `runLocally` does: SL2xxx, SL40xx, SL42xx,
 * SL43xx and SL61xx.
 *
 * @example
 * ```ts
 * import { environment, gate, pipeline, rollout, sh } from "@shipline/core"
 * import { dryRun } from "@shipline/runners"
 * import * as Effect from "effect/Effect"
 *
 * const unit = gate("unit", sh`npm test`)
 * const staging = environment("staging", { requires: [unit] })
 * const { plan } = pipeline("shop", { on: { push: "main" } }, (source) =>
 *   source.pass(unit).deploy(staging, rollout({ deploy: (target) => sh`./deploy.sh ${target.name}` })))
 *
 * export const program = dryRun(plan, { allow: ["staging"] }).pipe(
 *   Effect.map(({ jobs }) => jobs.map(({ title, commands }) => [title, commands.map(({ text }) => text)])),
 * ) // [["unit", ["npm test"]], ["deploy to staging", ["./deploy.sh staging"]]]
 * ```
 */
export const dryRun = Effect.fn("dryRun")(function* (
  plan: Plan,
  options: DryRunOptions = {},
): Effect.fn.Return<DryRun, RunError> {
  const settings = settingsOf(options)
  const problems = [...verify(plan), ...checkSettings(plan, settings)]
  if (problems.length > 0) return yield* new RunError({ problems })
  const ground = Layer.mergeAll(Processes.layer, Layer.succeed(Settings, settings))
  return yield* Effect.provide(tryRun(plan), ground, { local: true })
})
