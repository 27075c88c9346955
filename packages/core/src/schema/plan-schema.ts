import * as z from "zod"
import { node } from "./node-schema.js"
import { place, script, value } from "./value-schema.js"

const text = z.string()
const texts = z.array(text)
const milliseconds = z.number().int().min(1)

const triggers = z.strictObject({
  push: z.strictObject({ branches: texts, tags: texts }).exactOptional(),
  pullRequest: z.strictObject({ branches: texts }).exactOptional(),
  schedule: texts.exactOptional(),
  manual: z.literal(true).exactOptional(),
  paths: texts.exactOptional(),
  ignorePaths: texts.exactOptional(),
})

const artifact = z.discriminatedUnion("kind", [
  z.strictObject({
    kind: z.literal("image"),
    name: text,
    repository: text,
    login: z.strictObject({ username: value, password: value }).exactOptional(),
    at: place.exactOptional(),
  }),
  z.strictObject({ kind: z.literal("files"), name: text, paths: texts, at: place.exactOptional() }),
])

const gate = z.strictObject({
  id: text,
  name: text,
  kind: z.enum(["check", "approval", "contract", "environment", "soak"]),
  advisory: z.literal(true).exactOptional(),
  implements: text.exactOptional(),
  waivable: z.literal(false).exactOptional(),
  hotfix: script.exactOptional(),
  duration: milliseconds.exactOptional(),
  at: place.exactOptional(),
})

const requirement = z.strictObject({ proof: text, gate: text.exactOptional() })

const freezeWindow = z.strictObject({
  recurs: z.enum(["once", "daily", "weekly"]),
  from: text,
  to: text,
  zone: text,
  reason: text.exactOptional(),
  rollback: z.literal(true).exactOptional(),
})

const environment = z.strictObject({
  name: text,
  tier: z.enum(["production", "staging", "testing", "development", "other"]),
  url: text.exactOptional(),
  requires: z.array(requirement),
  hotfix: z.strictObject({ requires: z.array(requirement), within: milliseconds.exactOptional() }).exactOptional(),
  freeze: z.array(freezeWindow).exactOptional(),
  lock: text,
  at: place.exactOptional(),
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
    at: place.exactOptional(),
  })
  .meta({ title: "Shipline plan", description: "A deployment pipeline as data, version 1." })
