/** Functions, classes and generics that keep what a candidate has. */
import {
  type AnyCandidate,
  all,
  artifact,
  type Candidate,
  environment,
  type Gate,
  gate,
  type Pipeline,
  pipeline,
  sh,
} from "@shipline/core"
import {
  dev,
  docker,
  image,
  kubectl,
  lint,
  load,
  managers,
  on,
  production,
  scan,
  slow,
  smoke,
  staging,
  unit,
  upload,
} from "../shop.js"

const tested = <B extends string, H extends string>(candidate: Candidate<B, H>) => candidate.pass(unit, lint)
const built = <H extends string>(candidate: Candidate<never, H>) => candidate.build(image, docker).pass(scan)
const toStaging = <B extends string, H extends string>(candidate: Candidate<B, H | "unit" | "lint">) =>
  candidate.deploy(staging, upload).pass(smoke.on(staging))
const toDev = (candidate: Candidate<"app", never>) => candidate.deploy(dev, kubectl)
const watched = (candidate: AnyCandidate) => candidate.pass(slow)
const both = <A extends string, B extends string>(one: Candidate<never, A>, other: Candidate<never, B>) =>
  all(one, other)

export const generic = pipeline("generic", { on }, (source) => {
  const ready = toStaging(built(tested(source)))
  watched(ready)
  return ready.pass(managers).deploy(production, kubectl)
})

/** A helper that is not generic forgets what it was not told; joined with what it was given, nothing is lost. */
export const joined = pipeline("joined", { on }, (source) => {
  const ready = built(tested(source))
  return all(ready, toDev(ready)).pass(smoke.on(dev)).deploy(staging, upload)
})

export const sides = pipeline("sides", { on }, (source) =>
  both(source.pass(unit), source.pass(lint)).deploy(staging, upload),
)

class Release<Built extends string, Has extends string> {
  private constructor(readonly candidate: Candidate<Built, Has>) {}
  static of<B extends string, H extends string>(candidate: Candidate<B, H>): Release<B, H> {
    return new Release(candidate)
  }
  tested(): Release<Built, Has | "unit" | "lint"> {
    return new Release(this.candidate.pass(unit, lint))
  }
  with<B extends string, H extends string>(step: (candidate: Candidate<Built, Has>) => Candidate<B, H>): Release<B, H> {
    return new Release(step(this.candidate))
  }
}
export const classes = pipeline(
  "classes",
  { on },
  (source) =>
    Release.of(source)
      .tested()
      .with((candidate) => candidate.deploy(staging, upload))
      .with((candidate) => candidate.pass(smoke.on(staging), managers))
      .with((candidate) => candidate.deploy(production, upload)).candidate,
)

/** What both branches have counts; what is missing on one is passed afterwards. */
export const branches = pipeline("branches", { on }, (source) => {
  const tests = process.env.FULL === undefined ? source.pass(unit) : source.pass(lint, unit)
  const either = process.env.FULL === undefined ? tests.pass(managers) : tests.build(image, docker)
  return either.pass(lint).deploy(staging, upload)
})

/** Each of several values, each by itself. */
export const loops = pipeline("loops", { on }, (source) => {
  const candidate = source.pass(unit, lint)
  for (const place of [environment("eu"), environment("us"), environment("ap")] as const) {
    if (place.name === "eu") candidate.deploy(place, upload)
    else if (place.name === "us") candidate.deploy(place, upload)
  }
  return candidate.deploy(staging, upload)
})

const checks: { readonly unit: Gate<"unit">; readonly lint: Gate<"lint"> } = { unit, lint }
const tuple = [checks.unit, checks.lint] as const
const typed: readonly [Gate<"unit">, Gate<"lint">] = [unit, lint]
export const tuples = pipeline("tuples", { on }, (source) =>
  all(source.pass(...tuple), source.pass(...typed, managers)).deploy(staging, upload),
)

/** A factory names its types; a name stays a literal. */
const suite = <const N extends string>(made: Gate<N>) => ({ gate: made, run: (candidate: AnyCandidate) => candidate })
export const factories = pipeline("factories", { on }, (source) => {
  const unitSuite = suite(unit)
  unitSuite.run(source)
  return source.pass(unitSuite.gate, lint).deploy(staging, upload)
})

enum Names {
  Unit = "unit tests",
  Shop = "shop",
  Live = "live",
}
const enumUnit = gate(Names.Unit, sh`npm test`)
const enumShop = artifact.files(Names.Shop, { paths: ["dist"] })
const live = environment(Names.Live, { url: "https://shop.example", requires: [enumUnit] })
export const enums: Pipeline = pipeline("enums", { on }, (source) =>
  source.pass(enumUnit).build(enumShop, sh`make`).deploy(live, upload).pass(load.on(live)),
)
