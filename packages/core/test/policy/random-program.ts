import {
  all,
  approval,
  artifact,
  type Candidate,
  type Environment,
  environment,
  gate,
  type Plan,
  pipeline,
  rollout,
  sh,
  soak,
} from "@shipline/core"
import fc from "fast-check"

/**
 * What a random program is made of. The compiler cannot follow it, so the program goes by this looser view of a
 * candidate; it keeps the rules by construction.
 */
interface Loose {
  pass(...gates: readonly unknown[]): Loose
  build(artifact: unknown, recipe: unknown): Loose
  deploy(environment: unknown, how: unknown): Loose
}
const loose = (candidate: Candidate<never, never>) => candidate as unknown as Loose
const join = all as unknown as (...candidates: readonly Loose[]) => Loose

const gateKinds = [
  "check",
  "check",
  "fast",
  "firm",
  "contract",
  "fast contract",
  "firm contract",
  "approval",
  "advisory",
] as const

const place = fc.record({
  requires: fc.nat(15),
  after: fc.boolean(),
  checked: fc.boolean(),
  hotfix: fc.option(fc.nat(15)),
  /** It waits until the candidate has run in the environment before. */
  soak: fc.boolean(),
  /** The hotfix lane waits too, and for the checks there. */
  patient: fc.boolean(),
  /** Its deployment starts from what was tested, beside the others, where nothing forbids it. */
  beside: fc.boolean(),
})

const shape = fc.record({
  artifacts: fc.integer({ min: 0, max: 2 }),
  gates: fc.array(fc.record({ of: fc.integer({ min: 0, max: 2 }), kind: fc.constantFrom(...gateKinds) }), {
    minLength: 1,
    maxLength: 4,
  }),
  environments: fc.array(place, { minLength: 1, maxLength: 3 }),
  order: fc.array(fc.nat(9), { minLength: 8, maxLength: 8 }),
  firmSmoke: fc.boolean(),
  noise: fc.boolean(),
})

/** A gate as it is required and as it is passed; whether a hotfix may leave it out. */
interface Made {
  readonly name: string
  readonly required?: unknown
  readonly passed: unknown
  readonly firm: boolean
}

const makeGate = (
  index: number,
  kind: (typeof gateKinds)[number],
  used: { readonly digest: unknown } | undefined,
): Made => {
  const name = `gate ${index}` as "gate"
  const script = used === undefined ? sh`check ${index}` : sh`check ${index} ${used.digest as string}`
  const options = kind.startsWith("fast") ? { hotfix: sh`check ${index} quickly` } : {}
  const own = (required: unknown, passed: unknown = required, firm = false): Made => ({ name, required, passed, firm })
  if (kind === "approval") return own(approval(name), approval(name))
  if (kind === "advisory") return { name, passed: gate(name, script, { advisory: true }), firm: false }
  if (kind === "firm contract") {
    const contract = gate(name, { waivable: false })
    return own(contract, contract.by(script), true)
  }
  if (kind.endsWith("contract")) {
    const contract = gate(name)
    return own(contract, contract.by(script, options))
  }
  // Two values that define the same gate are the same gate.
  const make = () => (kind === "firm" ? gate(name, script, { waivable: false }) : gate(name, script, options))
  return own(make(), make(), kind === "firm")
}

/** What an environment of a random program demands, by the proofs' names, as the program says it. */
export interface Demands {
  readonly environment: string
  readonly release: readonly string[]
  /** Absent where the hotfix lane does not lead there. */
  readonly hotfix?: readonly string[]
}

export interface RandomProgram {
  readonly plan: Plan
  readonly demands: readonly Demands[]
}

type Demand = Made & { readonly kept: boolean }
interface Built {
  readonly value: Environment<"place", never>
  readonly demands: Demands
  readonly rest?: unknown
  readonly checked: boolean
  readonly free: boolean
}

/** Random programs that keep the rules: in a row and side by side, with and without every kind of gate. */
export const programs: fc.Arbitrary<RandomProgram> = shape.map((given) => {
  const { order, noise, firmSmoke } = given
  const artifacts = Array.from({ length: given.artifacts }, (_, index) =>
    artifact.files(`artifact ${index}` as "artifact", { paths: ["dist"] }),
  )
  const gates = given.gates.map(({ of, kind }, index) => makeGate(index, kind, artifacts[of]))
  const smoke = firmSmoke
    ? gate("smoke", (target) => sh`smoke ${target.name}`, { waivable: false })
    : gate("smoke", (target) => sh`smoke ${target.name}`, { hotfix: (target) => sh`glance at ${target.name}` })
  const watch = gate("watch", (target) => sh`watch ${target.name}`, { advisory: true })
  const how = rollout({
    migrate: sh`migrate`,
    deploy: (target) => sh`deploy ${target.name} ${artifacts.map(({ name }) => name).join(" ")}`,
  })
  const requirable = gates.filter(({ required }) => required !== undefined)
  const has = (bits: number, index: number) => (bits & (1 << index)) !== 0

  const made: Built[] = []
  for (const [index, one] of given.environments.entries()) {
    const before = made[index - 1]
    const name = `place ${index}`
    const reached = before?.demands.hotfix !== undefined
    const kept = (own: Made, wanted: boolean): Demand => ({ ...own, kept: own.firm || wanted })
    const picked = requirable
      .filter((_, at) => has(one.requires, at))
      .map((own, at) => kept(own, has(one.hotfix ?? 0, at)))
    const looked =
      before?.checked === true && one.checked
        ? [
            kept(
              {
                name: `smoke on ${before.value.name}`,
                required: smoke.on(before.value),
                passed: undefined,
                firm: firmSmoke,
              },
              reached && one.patient,
            ),
          ]
        : []
    const rest = before !== undefined && one.soak ? soak(before.value, "2 hours") : undefined
    const waits =
      before === undefined || rest === undefined
        ? []
        : [
            kept(
              { name: `soak of 2 hours on ${before.value.name}`, required: rest, passed: rest, firm: false },
              reached && one.patient,
            ),
          ]
    const demands: readonly Demand[] = [...picked, ...looked, ...waits]
    // A check of a deployment can be kept only where the hotfix lane deploys.
    const urgent = one.hotfix !== null && (reached || !looked.some((demand) => demand.kept))
    const after = one.after && before !== undefined ? [before.value] : []
    const keptDemands = demands.filter((demand) => demand.kept)
    const policy = {
      ...(after.length > 0 ? { after } : {}),
      requires: demands.map(({ required }) => required),
      ...(urgent ? { hotfix: { requires: keptDemands.map(({ required }) => required) } } : {}),
    }
    made.push({
      value: environment(name as "place", policy as never) as never,
      demands: {
        environment: name,
        release: [...after.map((value) => `deployed to ${value.name}`), ...demands.map((demand) => demand.name)],
        ...(urgent ? { hotfix: keptDemands.map((demand) => demand.name) } : {}),
      },
      ...(rest === undefined ? {} : { rest }),
      checked: one.checked,
      free: one.beside && after.length === 0 && looked.length === 0 && rest === undefined,
    })
  }

  const { plan } = pipeline("random", { on: { push: "main" } }, (start) => {
    const source = loose(start)
    const built = artifacts.reduce((candidate, next) => candidate.build(next, sh`make`), source)
    const shuffled = gates
      .map(({ passed }, index) => ({ passed, key: order[index] ?? 0 }))
      .toSorted((a, b) => a.key - b.key)
    // some side by side, some one after the other, some on ways of their own
    let tested = built
    for (const { passed, key } of shuffled) {
      if (key % 3 === 0) tested = tested.pass(passed)
      else if (key % 3 === 1) tested = join(tested, built.pass(passed))
      else tested = join(tested.pass(passed), noise ? source : built)
    }
    let ready = tested
    for (const [index, { value, checked, free, rest }] of made.entries()) {
      if (rest !== undefined && !noise) ready = ready.pass(rest)
      ready = (free ? tested : ready).deploy(value, how)
      if (noise) ready.pass(watch.on(value))
      // a soak in the same call as the checks that it waits for, or after them
      const next = made[index + 1]?.rest
      const due = [...(checked ? [smoke.on(value)] : []), ...(noise && next !== undefined ? [next] : [])]
      if (due.length > 0) ready = ready.pass(...due)
    }
    return ready as unknown as Candidate<never, never>
  })
  return { plan, demands: made.map(({ demands }) => demands) }
})

/** Plans of random programs that keep the rules. */
export const plans: fc.Arbitrary<Plan> = programs.map(({ plan }) => plan)
