import { type Admission, openDeployment } from "@shipline/core"
import { latestEvidence, type Release } from "@shipline/core/ledger"
import type { LedgerStore, Tip } from "../../ledger/ledger-store.js"
import { builtRelease } from "../candidate/built-release.js"
import { checkArchive } from "../candidate/check-archive.js"
import { allChains, type Known, knownOfLedger, knownOfRun } from "../candidate/known.js"
import { ledgerRelease } from "../candidate/ledger-release.js"
import { runEvidence, withLedger as withLedgerEvidence } from "../candidate/run-evidence.js"
import { type Source, sourceIn } from "../candidate/source.js"
import { refused } from "../guard-error.js"
import { type DeployPolicy, deployPolicy } from "../input/deploy-policy.js"
import { type Asked, asked } from "../input/request.js"
import { deploymentId, type Run } from "../input/run.js"
import { append, type Step } from "../ledger/append.js"
import { withLedger } from "../ledger/open-ledger.js"
import { releaseOutputs } from "../output/release-outputs.js"
import type { World } from "../output/world.js"
import { Refused } from "../refused.js"
import { refusal } from "../summary/refusal.js"

/** A candidate and how to learn what is known of it, at a moment. */
interface Candidate {
  readonly release: Release
  readonly known: (now: number) => Promise<Known>
}

const ofRun = async (
  world: World,
  deploy: DeployPolicy,
  { lane }: Asked,
  run: Run,
  source: Source,
): Promise<(store: LedgerStore) => Promise<Candidate>> => {
  const jobs = world.platform.jobs(world.variables, {
    lane,
    jobs: [...deploy.artifacts.flatMap(({ job }) => job ?? []), ...deploy.proofs.map(({ job }) => job)],
  })
  const release = await builtRelease(world, deploy, jobs, source)
  return async (store) => ({
    release,
    known: async (now) => {
      const { soaked, past, ...found } = await knownOfRun(store, deploy.policy, { lane, release, run: run.run.id, now })
      return { soaked, past, evidence: withLedgerEvidence(runEvidence(deploy, jobs, run, now), found) }
    },
  })
}

const ofLedger =
  (world: World, { policy, artifacts }: DeployPolicy, request: Asked, { run }: Run) =>
  async (store: LedgerStore): Promise<Candidate> => {
    const release = ledgerRelease(await allChains(store), policy.environment, { ...request, run: run.id }, Date.now())
    for (const { name, archive } of artifacts) {
      const artifact = release.artifacts.find((one) => one.name === name)
      if (artifact !== undefined) await checkArchive(world, archive, artifact, `${release.version} has`)
    }
    return {
      release,
      known: async (now) => knownOfLedger(await allChains(store), policy.environment, release, now),
    }
  }

/** What became of it: decided now, or by an earlier run of the same step. */
type Outcome =
  | { readonly kind: "decided"; readonly admission: Admission; readonly known: Known }
  | { readonly kind: "again"; readonly release: Release }

/** The same step was run before: its deployment is under way already, or over. */
const again = ({ state }: Tip, deployment: string): Outcome | undefined => {
  if (state.running?.deployment === deployment) return { kind: "again", release: state.running.release }
  if (state.current?.deployment !== deployment && state.failed?.deployment !== deployment) return undefined
  throw refused(
    "SL6155",
    `the deployment ${deployment} is over already`,
    "A run deploys to an environment once. Run the job again, or start another run.",
  )
}

/** Decides whether the candidate may enter the environment, now, and records the decision. */
export const admit = async (world: World): Promise<void> => {
  const { variables, platform, log, warn, error, summarise, hand } = world
  const deploy = deployPolicy(variables)
  const request = asked(variables)
  const run = platform.run(variables)
  const { environment } = deploy.policy
  const source = sourceIn(process.cwd(), world)
  const deployment = deploymentId(run, environment)
  const isBuilt = request.lane === "release" || request.lane === "hotfix"
  const candidate = isBuilt ? await ofRun(world, deploy, request, run, source) : ofLedger(world, deploy, request, run)

  await withLedger(world, async (store) => {
    const { release, known } = await candidate(store)
    const decide = async (tip: Tip): Promise<Step<Outcome>> => {
      const before = again(tip, deployment)
      if (before !== undefined) return { drafts: [], result: before }
      const now = Date.now()
      const ofLedger = await known(now)
      const { current } = tip.state
      const { admission, drafts } = openDeployment(
        {
          ...request,
          ...ofLedger,
          policy: deploy.policy,
          now,
          release,
          state: tip.state,
        },
        {
          deployment,
          ...run,
          ...(request.incident === undefined ? {} : { incident: request.incident }),
          commits:
            request.lane === "rollback"
              ? { count: 0, ids: [] }
              : await source.since(release.commit, release.number, current?.release),
          within: deploy.within,
          pipeline: deploy.pipeline,
        },
      )
      const result = { kind: "decided", admission, known: ofLedger } as const
      if (admission.admitted) return { drafts, result }
      const recorded = new Set((await store.read(environment, 20)).map(({ id }) => id))
      return { drafts: drafts.some(({ id }) => recorded.has(id)) ? [] : drafts, result }
    }

    const { result } = await append(store, environment, decide)
    const outputs = isBuilt ? [["version", release.version] as const] : releaseOutputs(release, deploy.artifacts)
    if (result.kind === "again") {
      hand([["deployment", deployment], ...outputs])
      log(`${environment} has admitted ${release.version} already: ${deployment}.`)
      return
    }
    const { admission, known: found } = result
    if (!admission.admitted) {
      for (const reason of admission.reasons) error(reason)
      summarise(refusal(environment, release.version, admission.reasons, [...latestEvidence(found.evidence).values()]))
      throw new Refused()
    }
    hand([["deployment", deployment], ...outputs])
    for (const { rule, reason } of admission.overrides)
      warn(`The ${rule} of ${environment} is set aside, on the record: ${reason}`)
    log(`${environment} admits ${release.version}: ${deployment}.`)
  })
}
