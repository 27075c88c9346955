/** A script that a command calls: its text, the folder in which it runs, and where each of its lines, from 0, is written. */
export interface Callee {
  /** The same for the same script, however it is called. */
  readonly key: string
  readonly text: string
  readonly folder: string
  readonly at: (line: number) => string
}

/** Reads a file of the repository, or says that it is not there or is none that can be read. */
export type Read = (path: string) => string | undefined
