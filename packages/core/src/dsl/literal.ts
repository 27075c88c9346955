import type { NotLiteral, TakenName } from "../errors/sentences.js"

export type IsAny<T> = 0 extends 1 & T ? true : false

/** `true` for a union of two or more. */
export type IsUnion<T, U = T> = [T] extends [never]
  ? false
  : T extends unknown
    ? [U] extends [T]
      ? false
      : true
    : never

/** Whether a name is one literal: `string` would stand for all names, a union for several. `never` names nothing. */
export type IsOne<N extends string> = [N] extends [never]
  ? true
  : {} extends Record<N, 1>
    ? false
    : IsUnion<N> extends true
      ? false
      : true

/**
 * A name must be one literal: the type `string` would stand for every proof at once and admit everything,
 * and `"unit" | "lint"` would stand for two proofs where one gate ran.
 */
export type Literal<N extends string> = [N] extends [never] ? NotLiteral : IsOne<N> extends true ? N : NotLiteral

/** A gate may not be named like the proof of a deployment: passing it would stand for deploying. */
export type GateName<N extends string> = [N] extends [`deployed to ${string}`]
  ? [N] extends [never]
    ? NotLiteral
    : TakenName<N>
  : IsOne<N> extends true
    ? N
    : NotLiteral
