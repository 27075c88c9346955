import type {
  Ambiguous,
  Foreign,
  NotBuilt,
  OutOfReach,
  TooEarly,
  Unattached,
  Unimplemented,
  UnknownLength,
  UnknownProofs,
} from "../errors/sentences.js"
import type { Artifact } from "./artifact.js"
import type { type } from "./brand.js"
import type { AnyCandidate } from "./candidate.js"
import type { AnyEnvironment, RequiresOf } from "./environment.js"
import type { AfterOf, AnyGate, ProofOf } from "./gate-kinds.js"
import type { IsAny, IsOne, IsUnion } from "./literal.js"
import type { NeedsOf } from "./ref.js"
import type { Rollout } from "./rollout.js"
import type { Shell } from "./shell.js"

// What each call of a candidate asks of its arguments. Where all is well the type is the argument's own; where something
// is missing it is a sentence, which no argument fits, so that the compiler's message is that sentence.

/**
 * What a candidate has built, what it has proved. Of a union, what each of its members has: an inference from contravariant
 * places gives the intersection.
 */
export type BuiltOf<C> = [C] extends [{ readonly [type]: (built: infer B extends string, has: never) => void }]
  ? B
  : never
export type HasOf<C> = [C] extends [{ readonly [type]: (built: never, has: infer H extends string) => void }]
  ? H
  : never

/** `any` would match every demand; only `never` refuses it. */
type Known<T, Then> = IsAny<T> extends true ? never : Then

/** An array of unknown length may be empty; a union of tuples, or an optional element, may hold less than its type names. */
export type IsFixed<T extends readonly unknown[]> = number extends T["length"]
  ? false
  : IsUnion<T["length"]> extends true
    ? false
    : true

export type CheckGates<G extends readonly unknown[], Built extends string, Has extends string> =
  IsFixed<G> extends true
    ? { readonly [I in keyof G]: CheckGate<G[I], Built, Has> }
    : readonly UnknownLength<"pass()", "gates">[]

type CheckGate<G, Built extends string, Has extends string> = Known<
  G,
  [G] extends [AnyGate]
    ? IsOne<G["name"]> extends true
      ? IsOne<ProofOf<G>> extends true
        ? Admit<G, Built, Has>
        : Ambiguous<"pass()", "gate">
      : Ambiguous<"pass()", "gate">
    : NoGate<G, "pass()">
>

/** Why something is no gate: it is one that needs an environment, or none at all. */
export type NoGate<G, Call extends string> = G extends {
  readonly name: infer N extends string
  on(where: never): unknown
}
  ? Unattached<N>
  : Foreign<Call, "gate">

type Admit<G extends AnyGate, Built extends string, Has extends string> = [Exclude<NeedsOf<G>, Built>] extends [never]
  ? [Exclude<AfterOf<G>, Has>] extends [never]
    ? G
    : Early<G["name"], Exclude<AfterOf<G>, Has>>
  : NotBuilt<G["name"], Exclude<NeedsOf<G>, Built>>

type Early<Name extends string, Missing extends string> = Missing extends `by(...) of ${infer Contract}`
  ? Unimplemented<Contract>
  : TooEarly<Name, Missing>

/** `Has` is not bound to `string`, of which TypeScript would know at once that it is not `any`. */
export type CheckEnvironment<E, Has> = Known<
  E,
  [E] extends [AnyEnvironment]
    ? IsOne<E["name"]> extends true
      ? IsAny<Has> extends true
        ? UnknownProofs
        : [Exclude<RequiresOf<E>, Has>] extends [never]
          ? E
          : OutOfReach<E["name"], Exclude<RequiresOf<E>, Has>>
      : Ambiguous<"deploy()", "environment">
    : Foreign<"deploy()", "environment">
>

/** An environment of type `never` fits every parameter, so it is refused at its rollout. */
export type CheckRollout<R, E, Built extends string> = Known<
  R,
  [E] extends [never]
    ? Foreign<"deploy()", "environment">
    : [R] extends [Rollout<string>]
      ? [Exclude<NeedsOf<R>, Built>] extends [never]
        ? R
        : NotBuilt<"this rollout", Exclude<NeedsOf<R>, Built>>
      : Foreign<"deploy()", "rollout">
>

export type CheckArtifact<A> = Known<
  A,
  [A] extends [Artifact<string>]
    ? IsOne<A["name"]> extends true
      ? A
      : Ambiguous<"build()", "artifact">
    : Foreign<"build()", "artifact">
>

export type CheckRecipe<S, A, Built extends string> = Known<
  S,
  [S] extends [Shell<string>]
    ? [Exclude<NeedsOf<S>, Built>] extends [never]
      ? S
      : NotBuilt<`the recipe of '${NameOf<A>}'`, Exclude<NeedsOf<S>, Built>>
    : Foreign<"build()", "script">
>

export type NameOf<T> = T extends { readonly name: infer N extends string } ? N : never

export type CheckCandidates<C extends readonly unknown[]> =
  IsFixed<C> extends true
    ? { readonly [I in keyof C]: Known<C[I], [C[I]] extends [AnyCandidate] ? C[I] : Foreign<"all()", "candidate">> }
    : readonly UnknownLength<"all()", "candidates">[]
