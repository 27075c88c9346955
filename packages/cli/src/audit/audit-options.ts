/** What `shipline audit` was asked to do. */
export interface AuditOptions {
  /** Programs; none: those of the project. */
  readonly files: readonly string[]
  readonly baseline: string | undefined
  /** Entries of the baseline that match nothing are errors. */
  readonly strict: boolean
  readonly writeBaseline: boolean
  readonly owner: string | undefined
  readonly reason: string | undefined
  /** A date: 2027-03-31. */
  readonly until: string | undefined
  readonly json: boolean
}
