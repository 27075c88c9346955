import { openDeployment } from "@shipline/core"
import { type EnvironmentState, type Release, releaseKey } from "@shipline/core/ledger"
import { environmentPolicy, type NodeOf, releasedArtifacts } from "@shipline/core/plan"
import * as Clock from "effect/Clock"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import { Ledger } from "../ledger/ledger.js"
import { Deployments, type Opened } from "../scheduler/deployments.js"
import { appendRecord } from "./append-record.js"
import type { DeploymentsContext } from "./deployments-context.js"
import { gather } from "./gather.js"
import { guarded } from "./guarded.js"
import { pipelineDigest } from "./pipeline-digest.js"
import { mostRaces, outrun } from "./races.js"

/** Milliseconds that a deployment has beside those of its job, before it counts as dead. */
const grace = 5 * 60_000

/** The longest time that a deployment takes, in milliseconds. */
const within = ({ job }: NodeOf<"deploy">): number => job.timeout * (job.retries + 1) + grace

/** Decides and records the deployments of one run in the ledger. */
export const ledgerDeploymentsLayer = (context: DeploymentsContext): Layer.Layer<Deployments, never, Ledger> =>
  Layer.effect(
    Deployments,
    Effect.gen(function* () {
      const ledger = yield* Ledger
      const { plan, lane, actor: by, run } = context
      const pipeline = { name: plan.name, digest: pipelineDigest(plan) }
      /** What this run has put where. */
      const candidates = new Map<string, { readonly deployment: string; readonly release: Release }>()
      const now = Effect.map(Clock.currentTimeMillis, (millis) => new Date(millis).toISOString())

      const candidate = Effect.fnUntraced(function* (node: NodeOf<"deploy">) {
        const release = yield* context.release
        if (lane === "promote" || lane === "rollback") return release
        const own = releasedArtifacts(plan, node)
        const artifacts = release.artifacts.filter(({ name }) => own.has(name))
        return { ...release, artifacts, ...(node.schema === undefined ? {} : { schema: node.schema }) }
      })

      const end = Effect.fnUntraced(function* (
        environment: string,
        deployment: string,
        result: "succeeded" | "failed" | "cancelled",
        isDue: (state: EnvironmentState) => boolean = () => true,
      ) {
        const id = `${deployment}/finished`
        const common = { id, environment, at: yield* now, by, run, deployment, result }
        yield* appendRecord(ledger, environment, (state) =>
          isDue(state) ? { kind: "finished", ...common } : undefined,
        )
      })

      /** Nothing starts on a record of which nobody knows whether it arrived; where it did, it must stand in nobody's way. */
      const takenBack = (environment: string, deployment: string) =>
        Effect.ignore(end(environment, deployment, "cancelled", ({ running }) => running?.deployment === deployment))

      /**
       * The ends of all chains, in one look. Where one that is not needed is damaged it stands in nobody's way: then each that
       * is needed is looked at by itself. A rollback needs only that of its own environment.
       */
      const tipsFor = (environment: string) => {
        const needed = lane === "rollback" ? [environment] : plan.environments.map(({ name }) => name)
        const each = Effect.forEach(needed, (name) => ledger.tip(name))
        return lane === "rollback" ? each : Effect.catchTag(ledger.tips, "RunError", () => each)
      }

      const open: Deployments["Service"]["open"] = Effect.fnUntraced(function* (node, ofRun) {
        const { environment } = node
        const release = yield* candidate(node)
        const policy = environmentPolicy(plan, environment) ?? { environment, requires: [], checks: [] }
        const deployment = `${run.id}/${node.id}`
        for (let race = 0; race < mostRaces; race++) {
          const tips = yield* tipsFor(environment)
          const tip = tips.find(({ state }) => state.environment === environment) ?? (yield* ledger.tip(environment))
          const moment = yield* Clock.currentTimeMillis
          const known = yield* gather(ledger, { plan, policy, lane, release, tips, now: moment })
          const { admission, drafts } = openDeployment(
            {
              policy,
              lane,
              now: moment,
              release,
              // What this run has found out itself, with who stands behind it.
              evidence: [...known.evidence, ...ofRun.map((one) => ({ by, run, ...one }))],
              state: tip.state,
              soaked: known.soaked,
              past: known.past,
              unnamed: context.unnamed ?? false,
              overrides: context.overrides,
              ...(context.reason === undefined ? {} : { reason: context.reason }),
            },
            {
              deployment,
              by,
              run,
              commits: yield* context.commitsSince(tip.state.current?.release),
              within: within(node),
              pipeline,
              ...(context.incident === undefined ? {} : { incident: context.incident }),
            },
          )
          const { appended } = yield* Effect.tapError(ledger.append(environment, drafts, tip), () =>
            takenBack(environment, deployment),
          )
          if (!appended) continue
          if (!admission.admitted) return { admitted: false, reasons: admission.reasons } satisfies Opened
          candidates.set(environment, { deployment, release })
          return { admitted: true, deployment, overrides: admission.overrides } satisfies Opened
        }
        return { admitted: false, reasons: [outrun(environment)] } satisfies Opened
      }, guarded)

      return Deployments.of({
        open,
        close: Effect.fn("Deployments.close")(
          ({ environment }, deployment, result) => end(environment, deployment, result),
          guarded,
        ),
        checked: Effect.fnUntraced(function* ({ environment, id: node, proof }, verdict) {
          const own = candidates.get(environment)
          if (own === undefined) return true
          const at = yield* now
          const release = { version: own.release.version, key: releaseKey(own.release) }
          let counts = true
          yield* appendRecord(ledger, environment, ({ current, running, failed }) => {
            counts = current !== undefined && releaseKey(current.release) === release.key
            counts &&= running === undefined && failed === undefined
            const id = `${own.deployment}/check-${node}`
            return counts ? { kind: "check", id, environment, at, by, run, release, proof, verdict } : undefined
          })
          return counts
        }, guarded),
        soakLeft: Effect.fnUntraced(function* ({ environment, duration }) {
          const own = candidates.get(environment)
          const { current } = (yield* ledger.tip(environment)).state
          if (own === undefined || current?.verified === undefined) return undefined
          if (releaseKey(current.release) !== releaseKey(own.release)) return undefined
          const soaked = (yield* Clock.currentTimeMillis) - Date.parse(current.verified)
          return Math.max(0, duration - soaked)
        }, guarded),
      })
    }),
  )
