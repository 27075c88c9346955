import type {
  Ambiguous,
  NotBuilt,
  NotLiteral,
  OutOfReach,
  TooEarly,
  Unimplemented,
  UnknownLength,
  UnknownProofs,
} from "../errors/sentences.js"
import type { Artifact } from "./artifact.js"
import type { type } from "./brand.js"
import type { AnyEnvironment, DeployedTo, RequiresOf } from "./environment.js"
import type { AfterOf, AnyGate, GateContract, ProofOf } from "./gate.js"
import type { JobOptions } from "./job-options.js"
import type { IsAny, IsUnion } from "./literal.js"
import type { NeedsOf } from "./ref.js"
import type { Rollout } from "./rollout.js"
import type { Shell } from "./shell.js"

/** `any` would match every demand; only `never` refuses it. */
type Known<T, Then> = IsAny<T> extends true ? never : Then

/** What is wrong with a name: nothing (`never`) when it is one literal. `string` would stand for all names, a union for several. */
type Fault<N extends string, Call extends string, What extends string> = [N] extends [never]
  ? never
  : {} extends Record<N, 1>
    ? NotLiteral
    : IsUnion<N> extends true
      ? Ambiguous<Call, What>
      : never

type CheckGate<G extends AnyGate, Built extends string, Has extends string> = Known<
  G,
  [GateFault<G>] extends [never]
    ? G extends GateContract<string>
      ? Unimplemented<G["name"]>
      : Admit<G, Built, Has>
    : GateFault<G>
>
type GateFault<G extends AnyGate> = Fault<G["name"], "pass()", "gate"> | Fault<ProofOf<G>, "pass()", "gate">

type Admit<G extends AnyGate, Built extends string, Has extends string> = [Exclude<NeedsOf<G>, Built>] extends [never]
  ? [Exclude<AfterOf<G>, Has>] extends [never]
    ? G
    : TooEarly<G["name"], Exclude<AfterOf<G>, Has>>
  : NotBuilt<G["name"], Exclude<NeedsOf<G>, Built>>

/** An array of unknown length may be empty; a union of tuples, or an optional element, may hold less than its type names. */
type CheckGates<G extends readonly AnyGate[], Built extends string, Has extends string> = number extends G["length"]
  ? readonly UnknownLength<"pass()", "gates">[]
  : IsUnion<G["length"]> extends true
    ? readonly UnknownLength<"pass()", "gates">[]
    : { readonly [I in keyof G]: CheckGate<G[I], Built, Has> }

type CheckEnvironment<E extends AnyEnvironment, Has extends string> = Known<
  E,
  IsAny<Has> extends true
    ? UnknownProofs
    : [Fault<E["name"], "deploy()", "environment">] extends [never]
      ? [Exclude<RequiresOf<E>, Has>] extends [never]
        ? E
        : OutOfReach<E["name"], Exclude<RequiresOf<E>, Has>>
      : Fault<E["name"], "deploy()", "environment">
>

type CheckRollout<R extends Rollout<string>, Built extends string> = Known<
  R,
  [Exclude<NeedsOf<R>, Built>] extends [never] ? R : NotBuilt<"this rollout", Exclude<NeedsOf<R>, Built>>
>

type CheckArtifact<A extends Artifact<string>> = Known<
  A,
  [Fault<A["name"], "build()", "artifact">] extends [never] ? A : Fault<A["name"], "build()", "artifact">
>

/**
 * What is on its way: what it has built and what it has proved. An immutable value; each call returns a new one that
 * has built or proved more. `Built` and `Has` are unions of names and proofs.
 */
export interface Candidate<Built extends string, Has extends string> {
  /** Contravariant on purpose: a candidate with more proofs may stand for one with fewer, never the reverse. */
  readonly [type]: (built: Built, has: Has) => void
  /**
   * Builds an artifact, once, after everything that this candidate has passed.
   * The recipe makes what the artifact names: `image.tag`, or the files' paths.
   */
  build<A extends Artifact<string>>(
    artifact: CheckArtifact<A>,
    recipe: Shell<Built>,
    options?: JobOptions,
  ): Candidate<Built | A["name"], Has>
  /** Runs gates side by side, after everything that this candidate has passed. A gate that ran already is not run again. */
  pass<const G extends readonly AnyGate[]>(
    ...gates: CheckGates<G, Built, Has>
  ): Candidate<Built, Has | ProofOf<G[number]>>
  /** Deploys to an environment. Refused by the compiler unless everything that the environment requires is proved. */
  deploy<E extends AnyEnvironment, R extends Rollout<string>>(
    environment: CheckEnvironment<E, Has>,
    how: CheckRollout<R, Built>,
  ): Candidate<Built, Has | DeployedTo<E>>
}

export type AnyCandidate = Candidate<never, never>
