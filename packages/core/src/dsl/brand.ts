/** Carries what the compiler knows of a value. It exists in types only. */
export declare const type: unique symbol

/** Marks the type of a gate that is never waivable. It exists in types only. */
export declare const firm: unique symbol

/**
 * Where a value of the language keeps its definition at run time. A registered symbol, so that the
 * platform team's package may bring its own copy of this library.
 */
export const definition: unique symbol = Symbol.for("shipline.definition") as never // a registered symbol has no unique type of its own

export interface Defined<D> {
  readonly [definition]: D
}

/**
 * A function that gives a value's definition where `fits` says that it is of the wanted kind, and undefined for anything
 * else: a cast may put any value anywhere.
 */
export const definitionReader =
  <D extends object>(fits: (found: Partial<D>) => boolean) =>
  (value: unknown): D | undefined => {
    if (typeof value !== "object" || value === null || !(definition in value)) return undefined
    const found = (value as Defined<Partial<D>>)[definition] // which kind it is, `fits` finds out
    return fits(found) ? (found as D) : undefined
  }
