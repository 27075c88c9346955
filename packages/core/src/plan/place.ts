/** Where in the user's program something was written: what an editor can jump to. Lines and columns start at 1. */
export interface Place {
  readonly file: string
  readonly line: number
  readonly column: number
}
