import type { Plan, Problem } from "@shipline/core"
import type { NodeKind } from "@shipline/core/plan"
import type { Proof } from "./prove/proof.js"
import type { Requirements } from "./prove/requirements.js"

/**
 * Turns a plan into the files of one platform. Use one from `adapters` by name, or import it from its own path.
 *
 * @example
 * ```ts
 * import { adapters } from "@shipline/adapters"
 *
 * console.log(adapters.github.name, adapters.github.capabilities.nodes.approval) // github true
 * ```
 */
export interface Adapter {
  readonly name: string
  readonly capabilities: Capabilities
  /** Pure: the same plan and options give the same files, byte for byte. The plan must be one that `verify` accepts. */
  compile(plan: Plan, options?: CompileOptions): Compiled
  /**
   * Pure: the files that all pipelines of a repository share, where the platform has such. Given are the plans that
   * `compile` has accepted, in the order of their programs.
   */
  index?(plans: readonly Plan[], options?: CompileOptions): Compiled
  /**
   * Pure: proves on the text of the files alone, by what the platform makes of it, that nothing is deployed before its
   * gates have passed, or says how it could be. A file that cannot be judged is a problem of the proof, never an error.
   */
  prove(files: readonly CompiledFile[], against: Against): Proof
}

/** What files are held against: the plan that they were made from, or what a team asks of files that it wrote itself. */
export type Against =
  | {
      readonly plan: Plan
      /**
       * The plans from which other jobs of the same files were made, each for a proof of its own: GitLab. What they say of an
       * environment of the same name is no interference. Default: every job of the files belongs to `plan`.
       */
      readonly others?: readonly Plan[]
    }
  | { readonly requirements: Requirements }

/** What a platform can do. What it cannot is a problem at the user's line, never left out. */
export interface Capabilities {
  readonly nodes: { readonly [K in NodeKind]: boolean }
}

/** What a person may decide about the files of a platform. Each platform says which of these it reads. */
export interface CompileOptions {
  /**
   * Commits to use for actions instead of the built-in ones, by the action's name: GitHub.
   * Default: the dated table that Shipline comes with.
   */
  readonly pins?: { readonly [action: string]: { readonly tag: string; readonly commit: string } }
  /**
   * The guard that lies beside the file as `.shipline/guard.mjs`: `digest` is its sha256, `sha256:` and 64 hexadecimal
   * digits, and stands in the file's header: GitHub, GitLab. Default: the header does not name it.
   */
  readonly guard?: { readonly digest: string }
}

/** A file of a platform: what is written, and what a proof reads. */
export interface CompiledFile {
  /** Relative to the repository, with `/` between the parts. */
  readonly path: string
  readonly text: string
}

/** Files, or what stands against them: where there is a problem there is no file. */
export interface Compiled {
  readonly files: readonly CompiledFile[]
  readonly problems: readonly Problem[]
}
