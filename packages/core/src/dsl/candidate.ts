import type { type } from "./brand.js"
import type {
  BuiltOf,
  CheckArtifact,
  CheckEnvironment,
  CheckGates,
  CheckRecipe,
  CheckRollout,
  HasOf,
  NameOf,
} from "./checks.js"
import type { DeployedTo } from "./environment.js"
import type { ProofOf } from "./gate-kinds.js"
import type { JobOptions } from "./job-options.js"

/**
 * What is on its way: what it has built and what it has proved. An immutable value; each call returns a new one that
 * has built or proved more. `Built` and `Has` are unions of names and proofs.
 *
 * Contravariant on purpose: a candidate with more proofs may stand for one with fewer, never the reverse. Each call asks
 * its own `this`, so that a candidate that is one of several has what each of them has.
 */
export interface Candidate<in Built extends string, in Has extends string> {
  readonly [type]: (built: Built, has: Has) => void
  /**
   * Builds an artifact, once, after everything that this candidate has passed.
   * The recipe makes what the artifact names: `image.tag`, or the files' paths.
   */
  build<C extends AnyCandidate, A, S>(
    this: C,
    artifact: CheckArtifact<A>,
    recipe: CheckRecipe<S, A, BuiltOf<C>>,
    options?: JobOptions,
  ): Candidate<BuiltOf<C> | NameOf<A>, HasOf<C>>
  /** Runs gates side by side, after everything that this candidate has passed. A gate that ran already is not run again. */
  pass<C extends AnyCandidate, const G extends readonly unknown[]>(
    this: C,
    ...gates: CheckGates<G, BuiltOf<C>, HasOf<C>>
  ): Candidate<BuiltOf<C>, HasOf<C> | ProofOf<G[number]>>
  /** Deploys to an environment. Refused by the compiler unless everything that the environment requires is proved. */
  deploy<C extends AnyCandidate, E, R>(
    this: C,
    environment: CheckEnvironment<E, HasOf<C>>,
    how: CheckRollout<R, E, BuiltOf<C>>,
  ): Candidate<BuiltOf<C>, HasOf<C> | DeployedTo<E>>
}

/** What every candidate is assignable to; for functions that ask nothing of theirs. */
export type AnyCandidate = Candidate<never, never>
