import * as z from "zod"
import { job } from "./job-schema.js"
import { place } from "./value-schema.js"

const text = z.string()

const common = {
  id: text.regex(/^[a-z0-9][a-z0-9-]*$/).max(90),
  title: text,
  needs: z.array(text),
  lanes: z.array(z.enum(["release", "hotfix", "promote", "rollback"])),
  at: place.exactOptional(),
}

export const node = z.discriminatedUnion("kind", [
  z.strictObject({ kind: z.literal("build"), ...common, artifact: text, job }),
  z.strictObject({ kind: z.literal("check"), ...common, gate: text, proof: text, job }),
  z.strictObject({
    kind: z.literal("approval"),
    ...common,
    gate: text,
    proof: text,
    runner: z.array(text).exactOptional(),
  }),
  z.strictObject({
    kind: z.literal("soak"),
    ...common,
    gate: text,
    environment: text,
    proof: text,
    duration: z.number().int().min(1),
  }),
  z.strictObject({
    kind: z.literal("deploy"),
    ...common,
    environment: text,
    proof: text,
    proofs: z.array(z.strictObject({ proof: text, node: text })),
    schema: z.strictObject({ version: z.number().int().min(0), oldest: z.number().int().min(0) }).exactOptional(),
    job,
  }),
  z.strictObject({ kind: z.literal("verify"), ...common, gate: text, environment: text, proof: text, job }),
])
