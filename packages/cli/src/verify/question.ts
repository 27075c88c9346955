import type { Adapter, Against, CompiledFile, Proof } from "@shipline/adapters"

/** Files that are judged together. */
export interface Judged {
  /** The file that it is about, relative to the repository. */
  readonly path: string
  readonly adapter: Adapter
  /** The file, and the others of the repository that it takes in. */
  readonly files: readonly CompiledFile[]
}

/** Files, and what they are held against. */
export interface Question extends Judged {
  /** The pipeline that they were made from, where one is known. */
  readonly pipeline?: string
  readonly against: Against
}

export interface Answer extends Question {
  readonly proof: Proof
}
