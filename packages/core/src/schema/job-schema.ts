import * as z from "zod"
import { step, value, variables } from "./value-schema.js"

const text = z.string()
const texts = z.array(text)
const port = z.number().int().min(1).max(65_535)
const milliseconds = z.number().int().min(1)

export const job = z.strictObject({
  steps: z.array(step),
  shell: z.enum(["bash", "sh"]),
  timeout: milliseconds,
  retries: z.number().int().min(0).max(10),
  variables,
  toolchains: z.array(
    z.strictObject({
      language: z.enum(["node", "python", "go", "java"]),
      version: value,
      cache: text.exactOptional(),
      distribution: text.exactOptional(),
    }),
  ),
  caches: z.array(z.strictObject({ key: text, files: texts, paths: texts })),
  services: z.array(
    z.strictObject({
      name: text,
      image: text,
      variables,
      ports: z.array(z.strictObject({ host: port, container: port })),
      health: text.exactOptional(),
    }),
  ),
  matrix: z.array(z.strictObject({ key: text, values: z.array(z.union([text, z.number()])) })),
  shards: z.number().int().min(2).max(256).exactOptional(),
  runner: texts.exactOptional(),
  container: text.exactOptional(),
  workingDirectory: text.exactOptional(),
  report: text.exactOptional(),
})
