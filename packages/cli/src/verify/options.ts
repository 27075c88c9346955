/** What `shipline verify` was asked. */
export interface VerifyOptions {
  /** CI files; none: all that the project's programs make. */
  readonly files: readonly string[]
  /** A file with a plan. */
  readonly plan: string | undefined
  /** A file with a policy. */
  readonly policy: string | undefined
  /** Environments, each of which requires the same. */
  readonly environments: readonly string[]
  readonly requires: readonly string[]
  readonly json: boolean
}
