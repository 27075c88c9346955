import type { Witness } from "./witness.js"

/** Puts back what was replaced. */
type Undo = () => void

const replace = <T extends object, K extends keyof T>(owner: T, key: K, make: (before: T[K]) => T[K]): Undo => {
  const before = owner[key]
  owner[key] = make(before)
  return () => {
    owner[key] = before
  }
}

const watched = <T extends object>(value: T, onUse: () => void, uses: (key: PropertyKey) => boolean): T =>
  new Proxy(value, {
    get: (target, key) => {
      if (uses(key)) onUse()
      return Reflect.get(target, key)
    },
    has: (target, key) => {
      if (uses(key)) onUse()
      return Reflect.has(target, key)
    },
    getOwnPropertyDescriptor: (target, key) => {
      if (uses(key)) onUse()
      return Reflect.getOwnPropertyDescriptor(target, key)
    },
    ownKeys: (target) => {
      onUse()
      return Reflect.ownKeys(target)
    },
  })

/** Node itself looks at this variable whenever it loads a module. */
const isOfPrograms = (key: PropertyKey): boolean => key !== "WATCH_REPORT_DEPENDENCIES"

/** The clock without arguments; `new Date("2026-01-01")` is the same every day. */
const watchedDate = (clock: DateConstructor, onUse: () => void): DateConstructor =>
  new Proxy(clock, {
    get: (target, key) => {
      if (key === "now") onUse()
      return Reflect.get(target, key)
    },
    apply: (target) => {
      onUse()
      return target()
    },
    construct: (target, values, self) => {
      if (values.length === 0) onUse()
      return Reflect.construct(target, values, self)
    },
  })

/**
 * Notes what a program reads besides its files, keeps its words off the data on stdout, and keeps Node's advice on package
 * descriptions to itself. Returns what undoes all of it.
 */
export const watchSurroundings = ({ saw }: Witness): Undo => {
  const stdout = Object.getOwnPropertyDescriptor(process, "stdout")
  Object.defineProperty(process, "stdout", {
    configurable: true,
    get: () => {
      saw.world("it prints")
      return process.stderr
    },
  })
  const undo: readonly Undo[] = [
    replace(process, "env", (env) => watched(env, () => saw.world("it reads the environment"), isOfPrograms)),
    replace(globalThis, "Date", (clock) => watchedDate(clock, () => saw.world("it reads the clock"))),
    replace(Math, "random", (random) => () => {
      saw.world("it uses chance")
      return random()
    }),
    replace(globalThis, "fetch", (fetch) => (...request) => {
      saw.world("it uses the network")
      return fetch(...request)
    }),
    replace(
      process,
      "getBuiltinModule",
      (get) =>
        ((name: string) => {
          saw.world(`it uses ${name}`)
          return get(name)
        }) as typeof get,
    ), // the overloads differ in what they return, not in what is passed on
    replace(
      process,
      "emitWarning",
      (warn) =>
        ((...given: Parameters<typeof warn>) => {
          if (!given.includes("MODULE_TYPELESS_PACKAGE_JSON")) warn(...given)
        }) as typeof warn,
    ), // one of four overloads with the same arguments
  ]
  return () => {
    if (stdout !== undefined) Object.defineProperty(process, "stdout", stdout)
    for (const one of undo) one()
  }
}
