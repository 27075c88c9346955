import type { DryRunOptions } from "@shipline/runners"
import type { RunOptions } from "../commands/run.js"

/** What a run and a dry run are told alike. */
export const runSettings = ({ allow, jobs }: RunOptions, cwd: string): DryRunOptions => ({
  root: cwd,
  allow,
  ...(jobs === undefined ? {} : { jobs }),
})
