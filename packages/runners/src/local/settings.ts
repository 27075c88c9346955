import type { OverridableRule } from "@shipline/core/ledger"
import type { Lane } from "@shipline/core/plan"
import * as Context from "effect/Context"

/** The options of a run with every default filled in: what the services of a local run share. */
export interface LocalSettings {
  /** The folder of the project, absolute. */
  readonly root: string
  /** The environment of the process that started the run. */
  readonly env: Readonly<Record<string, string | undefined>>
  readonly lane: Lane
  /** Where a promotion or a rollback goes. */
  readonly environment?: string
  readonly version?: string
  readonly reason?: string
  readonly incident?: string
  readonly overrides: readonly OverridableRule[]
  /** A remote's name or `local`. */
  readonly ledger?: string
  readonly allow: ReadonlySet<string>
  readonly approve: ReadonlySet<string>
  readonly jobs: number
  /** Names of further variables of `env` that every job gets. */
  readonly inherit: readonly string[]
  readonly keepWorkspaces: boolean
}

/** The settings of this run. */
export class Settings extends Context.Service<Settings, LocalSettings>()("@shipline/runners/local/Settings") {}
