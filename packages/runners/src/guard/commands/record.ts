import type { EnvironmentState, FinishedDraft, Running } from "@shipline/core/ledger"
import type { LedgerStore } from "../../ledger/ledger-store.js"
import { refused } from "../guard-error.js"
import { policyEnvironment } from "../input/deploy-policy.js"
import { jobStatus } from "../input/request.js"
import { needed } from "../input/variables.js"
import { append } from "../ledger/append.js"
import { withLedger } from "../ledger/open-ledger.js"
import type { World } from "../output/world.js"
import { deploymentSummary } from "../summary/deployment.js"

const results = { success: "succeeded", failure: "failed", cancelled: "cancelled" } as const

/** How many records may have come after one that this run has made. */
const far = 200

/** The end of a deployment that is not under way: recorded before, or by somebody else. */
const before = async (store: LedgerStore, state: EnvironmentState, deployment: string): Promise<string> => {
  if (state.current?.deployment === deployment) return "succeeded"
  if (state.failed?.deployment === deployment && state.failed.result !== "aborted") return state.failed.result
  const records = await store.read(state.environment, far)
  const ending = records.find(
    (one) => (one.kind === "finished" || one.kind === "settled") && one.deployment === deployment,
  )
  if (ending?.kind === "finished") return ending.result
  throw refused(
    "SL6155",
    ending?.kind === "settled"
      ? `the deployment ${deployment} was settled as aborted before it ended (${ending.at}): ${ending.reason ?? ""}`
      : `the deployment ${deployment} is not under way in ${state.environment}`,
    `Nobody knows for sure what runs in ${state.environment}: deploy again.`,
  )
}

type Outcome = { readonly running: Running } | { readonly recorded: string }

/** Records how a deployment ended. It says nothing about the job: what failed stays failed. */
export const record = async (world: World): Promise<void> => {
  const { variables, platform, log, summarise } = world
  const environment = policyEnvironment(variables)
  const deployment = needed(variables, "SHIPLINE_DEPLOYMENT")
  const result = results[jobStatus(world)]
  const { by, run } = platform.run(variables)
  const { result: outcome } = await withLedger(world, (store) =>
    append<Outcome>(store, environment, async ({ state }) => {
      const { running } = state
      if (running?.deployment !== deployment)
        return { drafts: [], result: { recorded: await before(store, state, deployment) } }
      const at = new Date().toISOString()
      const draft: FinishedDraft = {
        kind: "finished",
        id: `${deployment}/finished`,
        environment,
        at,
        by,
        run,
        deployment,
        result,
      }
      return { drafts: [draft], result: { running } }
    }),
  )
  if ("recorded" in outcome) {
    log(`The end of ${deployment} is recorded already: ${outcome.recorded}.`)
    return
  }
  summarise(deploymentSummary(environment, outcome.running, result))
  log(`Recorded: ${deployment} has ${result === "cancelled" ? "been cancelled" : result}.`)
}
