import type { UsesStep } from "../model.js"
import type { Scope } from "../scope.js"

interface Upload {
  readonly title: string
  /** The name under which the run keeps it. */
  readonly name: string
  /** Its path, as an expression or as text that is literal already. */
  readonly path: string
  readonly condition?: string
  readonly days?: number
  readonly missing: "error" | "warn"
}

/** Keeps a file with the run. A run that is started again replaces it: its digest goes with it. */
export const upload = ({ title, name, path, condition, days, missing }: Upload, scope: Scope): UsesStep => ({
  kind: "uses",
  name: title,
  ...(condition === undefined ? {} : { condition }),
  ...scope.action("actions/upload-artifact"),
  with: [
    ["name", name],
    ["path", path],
    ["if-no-files-found", missing],
    ...(days === undefined ? [] : [["retention-days", days] as const]),
    ["overwrite", true],
  ],
})

/** Fetches what `upload` kept under `name` into `folder`. */
export const download = (
  title: string,
  name: string,
  folder: string,
  condition: string | undefined,
  scope: Scope,
): UsesStep => ({
  kind: "uses",
  name: title,
  ...(condition === undefined ? {} : { condition }),
  ...scope.action("actions/download-artifact"),
  with: [
    ["name", name],
    ["path", folder],
  ],
})
