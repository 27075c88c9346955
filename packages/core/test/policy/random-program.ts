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

const shape = fc.record({
  artifacts: fc.integer({ min: 0, max: 2 }),
  gates: fc.array(
    fc.record({
      of: fc.integer({ min: 0, max: 2 }),
      kind: fc.constantFrom("check", "check", "contract", "approval", "advisory"),
    }),
    { minLength: 1, maxLength: 4 },
  ),
  environments: fc.array(
    fc.record({ requires: fc.nat(15), after: fc.boolean(), checked: fc.boolean(), hotfix: fc.option(fc.nat(15)) }),
    { minLength: 1, maxLength: 3 },
  ),
  order: fc.array(fc.nat(9), { minLength: 8, maxLength: 8 }),
  noise: fc.boolean(),
})

/** Plans of random programs that keep the rules. */
export const plans: fc.Arbitrary<Plan> = shape.map(
  ({ artifacts: count, gates: given, environments: places, order, noise }) => {
    const artifacts = Array.from({ length: count }, (_, index) =>
      artifact.files(`artifact ${index}` as "artifact", { paths: ["dist"] }),
    )
    const gates = given.map(({ of, kind }, index) => {
      const name = `gate ${index}` as "gate"
      const used = artifacts[of]
      const script = used === undefined ? sh`check ${index}` : sh`check ${index} ${used.digest}`
      if (kind === "approval") return { required: approval(name), passed: approval(name) }
      if (kind === "advisory") return { required: undefined, passed: gate(name, script, { advisory: true }) }
      const contract = gate(name)
      return kind === "contract"
        ? { required: contract, passed: contract.by(script) }
        : { required: gate(name, script), passed: gate(name, script) }
    })
    const smoke = gate("smoke", (target) => sh`smoke ${target.name}`)
    const watch = gate("watch", (target) => sh`watch ${target.name}`, { advisory: true })
    const how = rollout({
      deploy: (target) => sh`deploy ${target.name} ${artifacts.map(({ name }) => name).join(" ")}`,
    })
    const required = gates.flatMap((one) => one.required ?? [])
    const some = <T>(list: readonly T[], bits: number) => list.filter((_, index) => (bits & (1 << index)) !== 0)
    const made: { readonly environment: Environment<"place", never>; readonly checked: boolean }[] = []
    for (const [index, place] of places.entries()) {
      const before = made[index - 1]
      const demands = [
        ...some(required, place.requires),
        ...(before?.checked === true && place.checked ? [smoke.on(before.environment)] : []),
      ]
      const policy = {
        ...(place.after && before !== undefined ? { after: [before.environment] } : {}),
        requires: demands,
        ...(place.hotfix === null ? {} : { hotfix: { requires: some(some(required, place.requires), place.hotfix) } }),
      }
      made.push({
        environment: environment(`place ${index}` as "place", policy as never) as never,
        checked: place.checked,
      })
    }
    return pipeline("random", { on: { push: "main" } }, (start) => {
      const source = loose(start)
      const built = artifacts.reduce((candidate, next) => candidate.build(next, sh`make`), source)
      const shuffled = gates
        .map(({ passed }, index) => ({ passed, key: order[index] ?? 0 }))
        .toSorted((a, b) => a.key - b.key)
      // some side by side, some one after the other, some on ways of their own
      let ready = built
      for (const { passed, key } of shuffled) {
        if (key % 3 === 0) ready = ready.pass(passed)
        else if (key % 3 === 1) ready = join(ready, built.pass(passed))
        else ready = join(ready.pass(passed), noise ? source : built)
      }
      for (const { environment: place, checked } of made) {
        ready = ready.deploy(place, how)
        if (noise) ready.pass(watch.on(place))
        if (checked) ready = ready.pass(smoke.on(place))
      }
      return ready as unknown as Candidate<never, never>
    }).plan
  },
)
