export type JudgeName = "workflow-parser" | "actionlint" | "schema" | "shellcheck"

/** One thing that a judge has against a file. */
export interface Finding {
  readonly judge: JudgeName
  readonly line?: number
  readonly column?: number
  readonly message: string
}

/** Reads one workflow file and answers with everything that it has against it. */
export type Judge = (fileName: string, text: string) => Promise<readonly Finding[]>
