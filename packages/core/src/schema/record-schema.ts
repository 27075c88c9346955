import * as z from "zod"

const text = z.string()
const some = text.min(1)
const count = z.number().int().min(0)
/** ISO 8601 in UTC, with milliseconds. */
const moment = z.iso.datetime({ precision: 3 })
const digest = text.regex(/^sha256:[0-9a-f]{64}$/)
const lane = z.enum(["release", "hotfix", "promote", "rollback"])
const verdict = z.enum(["passed", "failed", "inconclusive", "errored"])

const actor = z.strictObject({ issuer: some, subject: some, name: text.exactOptional() })
const run = z.strictObject({ id: some, url: text.exactOptional(), attempt: z.number().int().min(1).exactOptional() })
const evidence = z.strictObject({
  proof: some,
  verdict,
  at: moment,
  by: actor.exactOptional(),
  run: run.exactOptional(),
})
const schemaRange = z.strictObject({ version: count, oldest: count })
const release = z.strictObject({
  version: some,
  number: count,
  commit: some,
  artifacts: z.array(z.strictObject({ kind: z.enum(["image", "files"]), name: some, digest, ref: some })),
  schema: schemaRange.exactOptional(),
})
const reference = z.strictObject({ version: some, key: some })
const pipeline = z.strictObject({ name: some, digest: some })

const common = {
  version: z.literal(1),
  number: z.number().int().min(1),
  previous: digest.nullable(),
  id: some,
  environment: some,
  at: moment,
  by: actor,
  run: run.exactOptional(),
}
const why = { reason: text.exactOptional(), incident: text.exactOptional() }
const deployment = some

/**
 * The shape of a record of the ledger, version 1. Use it to read records that somebody else may have written; unknown
 * keys are refused, because nobody would keep their promise. Whether a chain holds together is not for it to say.
 */
export const recordSchema = z
  .discriminatedUnion("kind", [
    z.strictObject({
      kind: z.literal("started"),
      ...common,
      ...why,
      deployment,
      lane,
      release,
      from: some.exactOptional(),
      commits: z.strictObject({ count, ids: z.array(some) }),
      proofs: z.array(evidence),
      checks: z.array(some),
      deadline: moment,
      pipeline,
    }),
    z.strictObject({
      kind: z.literal("finished"),
      ...common,
      deployment,
      result: z.enum(["succeeded", "failed", "cancelled"]),
    }),
    z.strictObject({ kind: z.literal("settled"), ...common, ...why, deployment, result: z.literal("aborted") }),
    z.strictObject({
      kind: z.literal("refused"),
      ...common,
      ...why,
      deployment,
      lane,
      release,
      proofs: z.array(evidence),
      reasons: z.array(z.strictObject({ code: some, message: text })),
      pipeline,
    }),
    z.strictObject({ kind: z.literal("check"), ...common, release: reference, proof: some, verdict }),
    z.strictObject({ kind: z.literal("block"), ...common, ...why, release: reference, reason: text }),
    z.strictObject({ kind: z.literal("unblock"), ...common, ...why, release: reference, reason: text }),
    z.strictObject({
      kind: z.literal("override"),
      ...common,
      ...why,
      deployment,
      rule: z.literal("freeze"),
      reason: text,
    }),
    z.strictObject({
      kind: z.literal("observation"),
      ...common,
      artifacts: z.array(z.strictObject({ name: some, digest })),
      source: text,
    }),
    z.strictObject({ kind: z.literal("annotation"), ...common, ...why, about: z.number().int().min(1), text }),
  ])
  .meta({ title: "Shipline ledger record", description: "One entry of an environment's ledger, version 1." })
