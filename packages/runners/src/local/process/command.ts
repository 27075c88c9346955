/** A program and its surroundings. `env` is everything that it gets: nothing else is inherited. */
export interface Command {
  readonly argv: readonly [program: string, ...args: string[]]
  readonly cwd: string
  readonly env: Readonly<Record<string, string>>
}

/** How a process ended: by itself, or by a signal. */
export type Ended = { readonly code: number } | { readonly signal: string }

/** What a program that ended by itself or not has written. */
export interface Captured {
  readonly ended: Ended
  readonly stdout: string
  readonly stderr: string
}

/** Whether a program ended with 0. */
export const succeeded = (ended: Ended): boolean => "code" in ended && ended.code === 0
