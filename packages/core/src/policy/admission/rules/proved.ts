import { outOfReach } from "../../../errors/sentences.js"
import { latestEvidence } from "../../../ledger/evidence.js"
import { inWords } from "../../duration-words.js"
import type { AdmissionRequest, AdmissionRule } from "../admission.js"
import { reason } from "../reason.js"

const required = ({ policy, lane }: AdmissionRequest) => (lane === "hotfix" ? (policy.hotfix ?? []) : policy.requires)

/** Every proof that the environment requires in this lane is there, by its latest verdict. */
export const proved: AdmissionRule = (request) => {
  const { policy, evidence, soaked } = request
  const latest = latestEvidence(evidence)
  const where = policy.environment
  return required(request).flatMap(({ proof, soak }) => {
    if (soak !== undefined) {
      const had = soaked?.get(soak.environment) ?? 0
      if (had >= soak.duration) return []
      const message = `${where} is out of reach: ${soak.environment} has run this candidate, verified, for ${inWords(had)} of ${inWords(soak.duration)}`
      return [reason(request, "SL6010", message, `Promote it to ${where} once the time is over.`)]
    }
    const found = latest.get(proof)
    if (found?.verdict === "passed") return []
    const revoked = found === undefined ? "" : `; its latest verdict is ${found.verdict} (${found.at})`
    const hint = proof.startsWith("deployed to ")
      ? `Deploy it to ${proof.slice("deployed to ".length)} first.`
      : `'${proof}' must pass for this very candidate before the deployment starts.`
    return [reason(request, "SL6001", `${outOfReach(where, proof)}${revoked}`, hint)]
  })
}
