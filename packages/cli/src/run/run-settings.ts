import type { OverridableRule } from "@shipline/core/ledger"
import type { Lane } from "@shipline/core/plan"
import type { DryRunOptions, LocalRunOptions } from "@shipline/runners"
import { withoutAbsent } from "../without-absent.js"

/** Why something is done, and which rules are set aside for it. */
export interface Why {
  readonly reason: string | undefined
  readonly incident: string | undefined
  readonly overrides: readonly OverridableRule[]
}

/** How a plan is run, in whatever lane. */
export interface HowToRun extends Why {
  readonly lane: Lane
  /** Where a promotion or a rollback goes, and what. */
  readonly environment?: string
  readonly version?: string | undefined
  readonly ledger: string | undefined
  readonly allow: readonly string[]
  readonly approve: readonly string[]
  readonly inherit: readonly string[]
  readonly jobs: number | undefined
  readonly keepWorkspaces: boolean
  readonly dry: boolean
  readonly json: boolean
}

/** What a run and a dry run are told alike. */
export const runSettings = (how: HowToRun, cwd: string): DryRunOptions => {
  const { lane, allow, overrides, environment, version, reason, incident, ledger, jobs } = how
  return {
    root: cwd,
    lane,
    allow,
    overrides,
    ...withoutAbsent({ environment, version, reason, incident, ledger, jobs }),
  }
}

/** What only a run is told that does something. */
export const workSettings = ({ approve, inherit, keepWorkspaces }: HowToRun): LocalRunOptions => ({
  approve,
  inherit,
  keepWorkspaces,
})
