import type { Ambiguous } from "../errors/sentences.js"
import type { firm, type } from "./brand.js"
import type { AnyEnvironment } from "./environment.js"
import type { Faster, Waivable } from "./gate-options.js"
import type { GateOptions } from "./job-options.js"
import type { IsOne } from "./literal.js"
import type { NeedsOf } from "./ref.js"
import type { Shell } from "./shell.js"

/** A check: a gate that passes gives the candidate a proof. */
export interface Gate<
  Name extends string,
  Needs extends string = never,
  Proof extends string = Name,
  After extends string = never,
> {
  readonly name: Name
  /** `exact` makes the proof invariant: a gate that proves less may not stand for one that proves more. */
  readonly [type]: { needs: Needs; proof: Proof; after: After; exact: (proof: Proof) => void }
}

/** A gate that is never waivable: a hotfix policy of an environment that requires it must keep it. */
export interface FirmGate<
  Name extends string,
  Needs extends string = never,
  Proof extends string = Name,
  After extends string = never,
> extends Gate<Name, Needs, Proof, After> {
  readonly [firm]: true
}

/** A gate that may fail. It proves nothing and cannot be required. */
export interface AdvisoryGate<Name extends string, Needs extends string = never, After extends string = never>
  extends Gate<Name, Needs, never, After> {}

/** A gate whose implementation the application supplies: what a platform team publishes. */
export interface GateContract<Name extends string> extends Gate<Name, never, Name, `by(...) of ${Name}`> {
  /** Says how this application runs the gate. Throws what `gate` throws. */
  by<S extends Shell<string>, const W extends boolean = never>(
    run: S,
    options?: GateOptions & Faster<S> & Waivable<W>,
  ): IsFirm<W> extends true ? FirmGate<Name, NeedsOf<S>> : Gate<Name, NeedsOf<S>>
}

/** A contract that is never waivable, whoever fulfils it. */
export interface FirmContract<Name extends string> extends FirmGate<Name, never, Name, `by(...) of ${Name}`> {
  /** Says how this application runs the gate. Throws what `gate` throws. */
  by<S extends Shell<string>>(run: S, options?: GateOptions & Faster<S>): FirmGate<Name, NeedsOf<S>>
}

/** A gate that checks a candidate where it is deployed. */
export interface EnvironmentGate<Name extends string, Needs extends string> {
  readonly name: Name
  /** The gate on one environment: its proof is `smoke on staging`, and it comes after the deployment there. */
  on<E extends AnyEnvironment>(
    environment: OneOf<E>,
  ): Gate<Name, Needs, `${Name} on ${E["name"]}`, `deployed to ${E["name"]}`>
}

/** A gate that checks a candidate where it is deployed, and is never waivable. */
export interface FirmEnvironmentGate<Name extends string, Needs extends string> {
  readonly name: Name
  on<E extends AnyEnvironment>(
    environment: OneOf<E>,
  ): FirmGate<Name, Needs, `${Name} on ${E["name"]}`, `deployed to ${E["name"]}`>
}

/** An advisory gate that checks a candidate where it is deployed. */
export interface AdvisoryEnvironmentGate<Name extends string, Needs extends string> {
  readonly name: Name
  on<E extends AnyEnvironment>(environment: OneOf<E>): AdvisoryGate<Name, Needs, `deployed to ${E["name"]}`>
}

/** What every gate is assignable to; for type parameters. */
export interface AnyGate {
  readonly name: string
  readonly [type]: { needs: string; proof: string; after: string }
}
/** The environment that a gate is put on: one, not one of several. */
export type OneOf<E extends AnyEnvironment, Call extends string = "on()"> =
  IsOne<E["name"]> extends true ? E : Ambiguous<Call, "environment">
/** Whether a gate counts as never waivable: `boolean` and `any` may be false when the program runs; `never` is not given. */
export type IsFirm<W> = [W] extends [never] ? false : [false] extends [W] ? true : false
export type ProofOf<G> = G extends { readonly [type]: { proof: infer P extends string } } ? P : never
export type AfterOf<G> = G extends { readonly [type]: { after: infer P extends string } } ? P : never
