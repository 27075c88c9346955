import type { NotLiteral } from "../errors/sentences.js"

export type IsAny<T> = 0 extends 1 & T ? true : false

/** `true` for a union of two or more. */
export type IsUnion<T, U = T> = [T] extends [never]
  ? false
  : T extends unknown
    ? [U] extends [T]
      ? false
      : true
    : never

/**
 * A name must be one literal: the type `string` would stand for every proof at once and admit everything,
 * and `"unit" | "lint"` would stand for two proofs where one gate ran.
 */
export type Literal<N extends string> = {} extends Record<N, 1> ? NotLiteral : IsUnion<N> extends true ? NotLiteral : N
