/**
 * The sentences that both the compiler and the run time say. Each is a type and a function of one name:
 * the type is what TypeScript shows at the wrong argument, the function is what `verify` reports.
 */
export type Lacks<Missing extends string> = Missing extends `deployed to ${infer E}`
  ? `is not yet deployed to '${E}'`
  : `has not passed '${Missing}'`
const lacks = (missing: string): string =>
  missing.startsWith("deployed to ")
    ? `is not yet deployed to '${missing.slice("deployed to ".length)}'`
    : `has not passed '${missing}'`

export type OutOfReach<
  Where extends string,
  Missing extends string,
> = `${Where} is out of reach: this candidate ${Lacks<Missing>}`
export const outOfReach = (where: string, missing: string): string =>
  `${where} is out of reach: this candidate ${lacks(missing)}`

export type TooEarly<
  What extends string,
  Missing extends string,
> = `${What} is too early: this candidate ${Lacks<Missing>}`
export const tooEarly = (what: string, missing: string): string =>
  `${what} is too early: this candidate ${lacks(missing)}`

export type NotBuilt<
  What extends string,
  Missing extends string,
> = `${What} needs artifact '${Missing}', which this candidate has not built`
export const notBuilt = (what: string, missing: string): string =>
  `${what} needs artifact '${missing}', which this candidate has not built`

export type Advisory<Name extends string> = `'${Name}' is advisory: it may fail, so no environment can require it`
export const advisory = (name: string): string => `'${name}' is advisory: it may fail, so no environment can require it`

export type NotLiteral = "a name must be a string literal"

export type TakenName<Name extends string> = `'${Name}' is what a deployment proves: no gate can have this name`
export const takenName = (name: string): string => `'${name}' is what a deployment proves: no gate can have this name`

export type Foreign<Call extends string, What extends string> = `${Call} was given something that is no ${What}`
export const foreign = (call: string, what: string): string => `${call} was given something that is no ${what}`

export type NeverWaivable<
  Proof extends string,
  Where extends string,
> = `'${Proof}' is never waivable: the hotfix policy of ${Where} must keep it`
export const neverWaivable = (proof: string, where: string): string =>
  `'${proof}' is never waivable: the hotfix policy of ${where} must keep it`

/** A gate that checks a deployment proves nothing until it says which. */
export type Unattached<Name extends string> = `'${Name}' checks a deployment: name it as on(...), which says where`
export const unattached = (name: string): string =>
  `'${name}' checks a deployment: name it as on(...), which says where`

/** A value of a union type may be any of its members, and would stand for all their proofs at once. */
export type Ambiguous<
  Call extends string,
  What extends string,
> = `${Call} needs one ${What}: this may be one of several`

/** An array of unknown length may be empty, and an empty one would prove what it never ran. */
export type UnknownLength<
  Call extends string,
  What extends string,
> = `${Call} needs the ${What} themselves: the length of this array is not known`

/** A candidate of type `Candidate<any, any>` would be admitted everywhere. */
export type UnknownProofs = "deploy() needs a candidate whose proofs are known: those of this one are of type 'any'"

export type Unimplemented<Name extends string> = `'${Name}' is a contract: pass it as by(...), which says how it runs`
export const unimplemented = (name: string): string =>
  `'${name}' is a contract: pass it as by(...), which says how it runs`
