/** What `shipline compile` was asked to do. */
export interface CompileOptions {
  readonly files: readonly string[]
  readonly target?: string
  readonly out?: string
  readonly check: boolean
  readonly stdout: boolean
  readonly watch: boolean
  readonly json: boolean
}
