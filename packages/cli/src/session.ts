/** What one call of the command knows from the beginning. */
export interface Session {
  readonly cwd: string
  readonly argv: readonly string[]
  /** Where things are kept that can be found out again. */
  readonly cache: string
  /** Milliseconds since 1970. */
  readonly started: number
  /** Imports a module by its URL. */
  readonly importModule: (url: string) => Promise<unknown>
}

export type ExitCode = 0 | 1 | 2
