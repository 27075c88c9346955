type Present<T> = { readonly [K in keyof T]?: Exclude<T[K], undefined> }

/** The same keys, but for those that have no value. */
export const withoutAbsent = <T extends object>(values: T): Present<T> =>
  Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined)) as Present<T> // these are what is left
