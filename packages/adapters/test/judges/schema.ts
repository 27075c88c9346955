import { readFileSync } from "node:fs"
import { Ajv, type ErrorObject } from "ajv"
import { LineCounter, parseDocument } from "yaml"
import type { Finding, Judge } from "./finding.js"
import { yamlPlace } from "./yaml-place.js"

const schemaFile = new URL("../schemas/github-workflow.json", import.meta.url)

// Not strict: the schema carries keywords for editors. It names no formats.
const validate = new Ajv({ strict: false, allErrors: true }).compile(JSON.parse(readFileSync(schemaFile, "utf8")))

const pathOf = (error: ErrorObject): string[] => {
  const path = error.instancePath.split("/").slice(1)
  const unknown: unknown = error.params.additionalProperty
  return [...path, ...(typeof unknown === "string" ? [unknown] : [])].map((key) =>
    key.replaceAll("~1", "/").replaceAll("~0", "~"),
  )
}

/** The schema of workflow files that editors use (SchemaStore): the shape of everything, the meaning of nothing. */
export const schema: Judge = async (_fileName, text) => {
  const lines = new LineCounter()
  const document = parseDocument(text, { lineCounter: lines })
  if (document.errors.length > 0) {
    return document.errors.map(
      ({ message, linePos }): Finding => ({
        judge: "schema",
        ...(linePos && { line: linePos[0].line, column: linePos[0].col }),
        message,
      }),
    )
  }
  if (validate(document.toJS())) return []
  return (validate.errors ?? []).map((error): Finding => {
    const path = pathOf(error)
    return {
      judge: "schema",
      ...yamlPlace(document, lines, path),
      message: `${path.join(".") || "the file"}: ${error.message ?? error.keyword}`,
    }
  })
}
