import type { Actor, RunReference } from "../../ledger/actor.js"
import { stateAt } from "../../ledger/apply-record.js"
import { latestEvidence } from "../../ledger/evidence.js"
import type { Commits, Justification, PipelineReference, RecordDraft, SettledDraft } from "../../ledger/record.js"
import { type Admission, type AdmissionRequest, admission } from "./admission.js"

/** Who asks, and what belongs into the record beside the decision. */
export interface DeploymentAbout extends Pick<Justification, "incident"> {
  /** Names the deployment: unique. The ids of its records begin with it. */
  readonly deployment: string
  readonly by: Actor
  readonly run?: RunReference
  readonly commits: Commits
  /** Milliseconds from now, after which it counts as aborted unless it has ended. */
  readonly within: number
  readonly pipeline: PipelineReference
}

/** A decision and what goes into the ledger because of it, all of it in one step or nothing. */
export interface Opening {
  readonly admission: Admission
  readonly drafts: readonly RecordDraft[]
}

const iso = (milliseconds: number): string => new Date(milliseconds).toISOString()

/** What clears a dead deployment out of the way: nothing, where there is none. */
const settled = ({ state, now, policy }: AdmissionRequest, about: DeploymentAbout): readonly SettledDraft[] => {
  const { running } = state
  if (running === undefined || stateAt(state, now) === state) return []
  return [
    {
      kind: "settled",
      id: `${about.deployment}/settled`,
      environment: policy.environment,
      at: iso(now),
      by: about.by,
      ...(about.run === undefined ? {} : { run: about.run }),
      deployment: running.deployment,
      result: "aborted",
      reason: `it did not end before its deadline ${running.deadline}`,
    },
  ]
}

/**
 * Decides on a deployment and writes down what was decided. Use it where a deployment really starts: append the drafts,
 * all at once, behind the very record that `request.state` is of, and ask again where somebody else was faster.
 *
 * The drafts are `started`, with an `override` before it for each rule that had to be set aside, or `refused` with every
 * reason; before them `settled`, where a deployment has outlived its deadline.
 *
 * @example
 * ```ts
 * import { openDeployment } from "@shipline/core"
 * import { emptyState } from "@shipline/core/ledger"
 *
 * const { admission, drafts } = openDeployment(
 *   {
 *     policy: { environment: "production", requires: [], checks: ["smoke on production"] },
 *     lane: "release",
 *     now: Date.parse("2026-11-23T10:15:00Z"),
 *     release: { version: "1.4.0", number: 412, commit: "1a2b3c4d", artifacts: [] },
 *     evidence: [],
 *     state: emptyState("production"),
 *   },
 *   {
 *     deployment: "run-7/deploy-production",
 *     by: { issuer: "local", subject: "ada" },
 *     commits: { count: 1, ids: ["1a2b3c4d"] },
 *     within: 3_600_000,
 *     pipeline: { name: "shop", digest: `sha256:${"0".repeat(64)}` },
 *   },
 * )
 * console.log(admission.admitted, drafts.map(({ kind }) => kind)) // true [ 'started' ]
 * ```
 */
export const openDeployment = (request: AdmissionRequest, about: DeploymentAbout): Opening => {
  const decision = admission(about.run === undefined ? request : { ...request, run: about.run.id })
  const { policy, lane, release, state, now } = request
  const { deployment, by, run, incident } = about
  const common = (name: string) => ({
    id: `${deployment}/${name}`,
    environment: policy.environment,
    at: iso(now),
    by,
    ...(run === undefined ? {} : { run }),
    deployment,
  })
  const why = {
    ...(request.reason === undefined ? {} : { reason: request.reason }),
    ...(incident === undefined ? {} : { incident }),
  }
  const proofs = [...latestEvidence(request.evidence).values()]
  const base = { lane, release, proofs, pipeline: about.pipeline, ...why }
  if (!decision.admitted) {
    const reasons = decision.reasons.map(({ code, message }) => ({ code, message }))
    return {
      admission: decision,
      drafts: [...settled(request, about), { kind: "refused", ...common("refused"), ...base, reasons }],
    }
  }
  return {
    admission: decision,
    drafts: [
      ...settled(request, about),
      ...decision.overrides.map(({ rule, reason }) => ({
        kind: "override" as const,
        ...common(`override-${rule}`),
        rule,
        reason,
        ...(incident === undefined ? {} : { incident }),
      })),
      {
        kind: "started",
        ...common("started"),
        ...base,
        ...(state.current === undefined ? {} : { from: state.current.release.version }),
        commits: about.commits,
        checks: policy.checks,
        deadline: iso(now + about.within),
      },
    ],
  }
}
