import * as z from "zod"

const text = z.string()

export const place = z.strictObject({ file: text, line: z.number().int(), column: z.number().int() })

export const value = z.discriminatedUnion("kind", [
  z.strictObject({ kind: z.literal("text"), text }),
  z.strictObject({
    kind: z.literal("artifact"),
    artifact: text,
    field: z.enum(["ref", "digest", "version", "path", "tag"]),
  }),
  z.strictObject({ kind: z.literal("secret"), name: text, environment: text.exactOptional() }),
  z.strictObject({ kind: z.literal("target"), environment: text, field: z.enum(["name", "url"]) }),
  z.strictObject({ kind: z.literal("matrix"), key: text }),
  z.strictObject({ kind: z.literal("shard"), field: z.enum(["index", "total"]) }),
])

export const variable = z.strictObject({ name: text, value })
export const variables = z.array(variable)

const scriptShape = { run: text, variables }
export const script = z.strictObject(scriptShape)

/** Any data that JSON can hold; ids in the JSON Schema would only repeat this. */
const json = z.json()

export const step = z.discriminatedUnion("kind", [
  z.strictObject({ kind: z.literal("script"), role: z.enum(["build", "check", "migrate", "deploy"]), ...scriptShape }),
  z.strictObject({ kind: z.literal("login"), provider: z.enum(["aws", "gcp", "azure"]), settings: variables }),
  z.strictObject({ kind: z.literal("raw"), platform: text, data: json, instead: script.exactOptional() }),
])
