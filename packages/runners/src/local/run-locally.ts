import { verify } from "@shipline/core"
import type { Plan } from "@shipline/core/plan"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import { RunError } from "../errors/run-error.js"
import { Stop } from "../scheduler/stop.js"
import type { RunSummary } from "../scheduler/summary.js"
import { localApproverLayer } from "./approval/local-approver.js"
import { ArtifactStore } from "./artifact/artifact-store.js"
import { chosenLedgerLayer } from "./candidate/chosen-ledger.js"
import { localDeploymentsLayer } from "./candidate/local-deployments.js"
import { carryOut } from "./carry-out.js"
import { checkSettings } from "./check-settings.js"
import { Docker } from "./docker/docker.js"
import { localJobsLayer } from "./job/local-jobs.js"
import { Journal } from "./journal/journal.js"
import { reporterLayer } from "./journal/local-reporter.js"
import { localLocksLayer } from "./lock/local-locks.js"
import { type LocalRunOptions, settingsOf } from "./options.js"
import { prepare } from "./prepare.js"
import { Processes } from "./process/processes.js"
import { Settings } from "./settings.js"
import { stopOnSignals } from "./signals.js"
import { unhurried } from "./unhurried.js"
import { Workspaces } from "./workspace/workspaces.js"

const prepareAndRun = Effect.fnUntraced(function* (plan: Plan, options: LocalRunOptions) {
  if (options.signals ?? true) yield* Effect.forkScoped(stopOnSignals, { startImmediately: true })
  const { root, ledger, env } = yield* Settings
  const prepared = yield* prepare(plan)
  const { source, candidate, mask } = prepared
  const telling = reporterLayer(mask, options.onEvent ?? (() => {})).pipe(Layer.provideMerge(Journal.layer))
  const folders = Layer.mergeAll(Workspaces.layer(source), ArtifactStore.layer).pipe(Layer.provideMerge(telling))
  const jobs = localJobsLayer({ plan, ...prepared })
  const deployments = localDeploymentsLayer(plan, source, candidate, mask).pipe(
    Layer.provide(chosenLedgerLayer(root, ledger, env)),
  )
  const all = Layer.mergeAll(jobs, deployments, localLocksLayer, localApproverLayer(options.ask)).pipe(
    Layer.provideMerge(folders),
  )
  return yield* Effect.provide(carryOut(plan, prepared), all, { local: true })
}, Effect.scoped)

/**
 * Runs a lane of a plan on this machine, with real processes. Use it to try a pipeline before it is pushed,
 * and to deploy where there is no CI.
 *
 * Every job gets its own copy of the committed source. Nothing deploys but to environments in `allow`, and to the one
 * `environment` of a promotion or a rollback, which take their release from the ledger. Each deployment is admitted or
 * refused when it starts (SL60xx), and recorded in the ledger; where that cannot be used nothing deploys (SL61xx). A job
 * that fails ends the run: what runs is ended, but a running deployment finishes; so does an interruption. The result tells
 * what ran and how it ended, passed or not; the effect fails only with `RunError`, where the run cannot start (SL40xx,
 * SL42xx for an artifact and SL43xx for a release of the ledger, SL2xxx for a plan that is not sound) or cannot be
 * recorded (SL44xx). Times are milliseconds.
 *
 * @example
 * ```ts
 * import { environment, gate, pipeline, rollout, sh } from "@shipline/core"
 * import { runLocally } from "@shipline/runners"
 * import * as Effect from "effect/Effect"
 *
 * const unit = gate("unit", sh`npm test`)
 * const staging = environment("staging", { requires: [unit] })
 * const { plan } = pipeline("shop", { on: { push: "main" } }, (source) =>
 *   source.pass(unit).deploy(staging, rollout({ deploy: () => sh`./deploy.sh` })))
 *
 * export const program = runLocally(plan, { allow: ["staging"] }).pipe(
 *   Effect.map((summary) => summary.deployments),
 * )
 * ```
 */
export const runLocally = Effect.fn("runLocally")(function* (
  plan: Plan,
  options: LocalRunOptions = {},
): Effect.fn.Return<RunSummary, RunError> {
  const settings = settingsOf(options)
  const problems = [...verify(plan), ...checkSettings(plan, settings)]
  if (problems.length > 0) return yield* new RunError({ problems })
  const ground = Docker.layer.pipe(
    Layer.provideMerge(Layer.mergeAll(Processes.layer, Layer.succeed(Settings, settings), Stop.layer)),
  )
  return yield* unhurried(prepareAndRun(plan, options)).pipe(Effect.provide(ground, { local: true }))
})
