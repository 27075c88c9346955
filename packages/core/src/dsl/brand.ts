/** Carries what the compiler knows of a value. It exists in types only. */
export declare const type: unique symbol

/**
 * Where a value of the language keeps its definition at run time. A registered symbol, so that the
 * platform team's package may bring its own copy of this library.
 */
export const definition: unique symbol = Symbol.for("shipline.definition") as never // a registered symbol has no unique type of its own

export interface Defined<D> {
  readonly [definition]: D
}
