import { availableParallelism } from "node:os"
import { resolve } from "node:path"
import type { OverridableRule } from "@shipline/core/ledger"
import type { Lane } from "@shipline/core/plan"
import type { RunEvent } from "../scheduler/event.js"
import type { Ask } from "./approval/local-approver.js"
import type { LocalSettings } from "./settings.js"

/** What a caller decides about a local run; nothing has to be given. */
export interface LocalRunOptions {
  /** The folder of the project. Default: the current folder. */
  readonly root?: string
  /** Default: `release`. */
  readonly lane?: Lane
  /** Where a promotion or a rollback goes: needed there, and allowed by it. Refused in the other lanes. */
  readonly environment?: string
  /**
   * What is promoted (needed there) or rolled back to, a version that the ledger knows. Default of a rollback: the last
   * verified release before the one that runs. Refused in the other lanes.
   */
  readonly version?: string
  /** Why it is done; it is recorded. Every lane but `release` needs it, and every override. Default: none. */
  readonly reason?: string
  /** The id of an incident elsewhere, `INC-1234`; it is recorded. Default: none. */
  readonly incident?: string
  /** Rules that are set aside for the deployments of this run, on the record: `freeze`. Default: none. */
  readonly overrides?: readonly OverridableRule[]
  /**
   * Where deployments are recorded: the name of a remote, or `local` for the repository itself. Default: `origin`, or the
   * repository itself where there is no such remote.
   */
  readonly ledger?: string
  /** The environments that may be deployed to. Default: none. */
  readonly allow?: readonly string[]
  /** The approvals, by name, that are given already. Default: none. */
  readonly approve?: readonly string[]
  /** How many jobs run at a time at most. Default: the number of cores. */
  readonly jobs?: number
  /**
   * Names of variables of the environment that every job gets, beside PATH, HOME, USER, LOGNAME, SHELL, LANG, LANGUAGE,
   * LC_*, TZ, TERM, TMPDIR, XDG_*, SSL_CERT_FILE, SSL_CERT_DIR and NODE_EXTRA_CA_CERTS. Default: none.
   */
  readonly inherit?: readonly string[]
  /** The environment from which jobs inherit and secrets are taken. Default: that of this process. */
  readonly env?: Readonly<Record<string, string | undefined>>
  /** Leaves the workspaces of the jobs behind, to look into. Default: false. */
  readonly keepWorkspaces?: boolean
  /**
   * Whether SIGINT, SIGTERM and SIGHUP stop the run: the first ends everything but running deployments, the next ends
   * those too. The same signal again within a second is taken for an echo of the first. Default: true.
   */
  readonly signals?: boolean
  /** Asks a person for an approval. Default: nobody is there to ask, and what is not in `approve` is refused. */
  readonly ask?: Ask
  /** Hears of everything that happens, at once and in order. It must not throw. Default: nobody listens. */
  readonly onEvent?: (event: RunEvent) => void
}

/** The options with every default filled in. */
export const settingsOf = (options: LocalRunOptions): LocalSettings => ({
  root: resolve(options.root ?? "."),
  env: options.env ?? process.env,
  lane: options.lane ?? "release",
  ...(options.environment === undefined ? {} : { environment: options.environment }),
  ...(options.version === undefined ? {} : { version: options.version }),
  ...(options.reason === undefined ? {} : { reason: options.reason }),
  ...(options.incident === undefined ? {} : { incident: options.incident }),
  ...(options.ledger === undefined ? {} : { ledger: options.ledger }),
  overrides: options.overrides ?? [],
  allow: new Set(options.allow),
  approve: new Set(options.approve),
  jobs: options.jobs ?? availableParallelism(),
  inherit: options.inherit ?? [],
  keepWorkspaces: options.keepWorkspaces ?? false,
})
