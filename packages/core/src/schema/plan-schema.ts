import * as z from "zod"
import { node } from "./node-schema.js"
import { place, script, value } from "./value-schema.js"

const text = z.string()
const texts = z.array(text)

const triggers = z.strictObject({
  push: z.strictObject({ branches: texts, tags: texts }).optional(),
  pullRequest: z.strictObject({ branches: texts }).optional(),
  schedule: texts.optional(),
  manual: z.literal(true).optional(),
  paths: texts.optional(),
  ignorePaths: texts.optional(),
})

const artifact = z.discriminatedUnion("kind", [
  z.strictObject({
    kind: z.literal("image"),
    name: text,
    repository: text,
    login: z.strictObject({ username: value, password: value }).optional(),
    at: place.optional(),
  }),
  z.strictObject({ kind: z.literal("files"), name: text, paths: texts, at: place.optional() }),
])

const gate = z.strictObject({
  id: text,
  name: text,
  kind: z.enum(["check", "approval", "contract", "environment"]),
  advisory: z.literal(true).optional(),
  implements: text.optional(),
  hotfix: script.optional(),
  at: place.optional(),
})

const requirement = z.strictObject({ proof: text, gate: text.optional() })

const environment = z.strictObject({
  name: text,
  tier: z.enum(["production", "staging", "testing", "development", "other"]),
  url: text.optional(),
  requires: z.array(requirement),
  hotfix: z.strictObject({ requires: z.array(requirement) }).optional(),
  lock: text,
  at: place.optional(),
})

/**
 * The shape of a plan. Use it to read plans from outside; unknown keys are refused, so that a misspelt one is not lost.
 * It says nothing of soundness: that is for `verify`.
 */
export const planSchema = z
  .strictObject({
    version: z.literal(1),
    name: text,
    on: triggers,
    artifacts: z.array(artifact),
    gates: z.array(gate),
    environments: z.array(environment),
    nodes: z.array(node),
    at: place.optional(),
  })
  .meta({ title: "Shipline plan", description: "A deployment pipeline as data, version 1." })
