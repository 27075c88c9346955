import type { Cache } from "./cache.js"
import type { Duration } from "./duration.js"
import type { Raw } from "./raw.js"
import type { Ref } from "./ref.js"
import type { Toolchain } from "./toolchain.js"

/** A server beside a job, such as a database. It answers on `localhost` at its ports. */
export interface Service {
  /** Image with tag or, better, digest. */
  readonly image: string
  /** `5432` or, where the machine's port differs from the container's, `"15432:5432"`. Default: none. */
  readonly ports?: readonly (number | string)[]
  readonly env?: { readonly [name: string]: string | number | Ref }
  /** A command inside the container that succeeds when the service is ready; the job waits for it. Default: no wait. */
  readonly health?: string
}

/** How and where the scripts of a build, a gate or a rollout run. */
export interface JobOptions {
  /** The job is ended after this time; each retry counts anew. Default: `"30 minutes"`. */
  readonly timeout?: Duration
  /** Environment variables of all scripts of the job. Default: none. */
  readonly env?: { readonly [name: string]: string | number | Ref }
  /** Folder in which the scripts run, relative to the project. Default: the project. */
  readonly workingDirectory?: string
  /** Default: `"bash"`, which also stops at an error inside a pipe. `"sh"` runs where there is no bash. */
  readonly shell?: "bash" | "sh"
  /** Languages that the scripts need. Default: what the runner has. */
  readonly toolchains?: readonly Toolchain[]
  /** What is kept between runs. Default: nothing. */
  readonly caches?: readonly Cache[]
  /** Labels of the machine. Default: the platform's standard Linux machine. */
  readonly runner?: string | readonly string[]
  /** Image in which the scripts run. Default: none, they run on the machine itself. */
  readonly container?: string
  /** Escape hatch: steps in the words of one platform, before the script. Each adapter says which promise is lost. */
  readonly $before?: readonly Raw[]
}

/** How a gate runs. */
export interface GateOptions extends JobOptions {
  /** How many more times a failed check is tried, 0 to 10. Default: 0. */
  readonly retries?: number
  /** Runs the gate as this many parallel parts, 2 to 256; it passes only if each does. See `shard`. Default: one part. */
  readonly shards?: number
  /** Runs the gate once for each combination of these values; it passes only if each does. See `matrix`. Default: once. */
  readonly matrix?: { readonly [key: string]: readonly (string | number)[] }
  /** Servers beside the job. Default: none. */
  readonly services?: { readonly [name: string]: Service }
  /** JUnit file that the gate writes, relative to its working directory; it is kept with the run. Default: none. */
  readonly report?: string
}
