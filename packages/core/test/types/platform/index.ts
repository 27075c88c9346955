/** What a platform team publishes: environments with what they require, and contracts that applications fulfil. */
import { type AnyCandidate, approval, type Candidate, environment, gate, rollout, sh } from "@shipline/core"

/** Each application says how it audits its dependencies and its licences. */
export const audit = gate("audit")
export const licences = gate("licences")
export const smoke = gate("smoke", (target) => sh`curl --fail ${target.url}`, { retries: 3 })
export const style = gate("style", sh`npx lint`, { advisory: true })
export const change = approval("change board")

export const staging = environment("staging", { url: "https://staging.acme.example", requires: [audit, licences] })
export const production = environment("production", {
  url: "https://acme.example",
  after: [staging],
  requires: [audit, licences, smoke.on(staging), change],
  hotfix: { requires: [audit] },
})

export const fleet = rollout({ deploy: (target) => sh`fleet deploy --to ${target.name}` })

/** A step that every application takes; what the candidate has already it keeps. */
export const onStaging = <Built extends string, Has extends string>(
  candidate: Candidate<Built, Has | "audit" | "licences">,
) => candidate.deploy(staging, fleet).pass(smoke.on(staging))

/** A step that asks nothing and adds a proof. */
export const decided = <Built extends string, Has extends string>(candidate: Candidate<Built, Has>) =>
  candidate.pass(change)

/** A note that may be taken of any candidate. */
export const note = (candidate: AnyCandidate) => candidate.pass(style)
