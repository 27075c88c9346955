import type { Actor, RunReference } from "../../ledger/actor.js"
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

/** What clears a dead deployment out of the way. */
const settled = (request: AdmissionRequest, about: DeploymentAbout): readonly SettledDraft[] => {
  const { running } = request.state
  if (running === undefined || request.now < Date.parse(running.deadline)) return []
  return [
    {
      kind: "settled",
      id: `${about.deployment}/settled`,
      environment: request.policy.environment,
      at: iso(request.now),
      by: about.by,
      ...(about.run === undefined ? {} : { run: about.run }),
      deployment: running.deployment,
      result: "aborted",
      reason: `it did not end before its deadline ${running.deadline}`,
    },
  ]
}

/**
 * Decides on a deployment and writes down what was decided. The caller appends the drafts on the very record that
 * `request.state` is of, and asks again where somebody else was faster.
 */
export const openDeployment = (request: AdmissionRequest, about: DeploymentAbout): Opening => {
  const decision = admission(request)
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
    return { admission: decision, drafts: [{ kind: "refused", ...common("refused"), ...base, reasons }] }
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
