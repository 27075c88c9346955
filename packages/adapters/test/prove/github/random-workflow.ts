import fc from "fast-check"
import { stringify } from "yaml"

/** A workflow of a few gates and one deployment to `production` behind some of them, in any words that people use. */
export interface RandomWorkflow {
  readonly text: string
  /** The jobs that have to pass before the deployment. */
  readonly gates: readonly string[]
}

const results = ["success", "failure", "cancelled", "skipped"]

/** One test of a condition: of the jobs that are needed, now and then of one that is not. */
const atom = (needs: readonly string[]): fc.Arbitrary<string> => {
  const need = fc.constantFrom(...needs, ...needs, ...needs, "g0", "typo")
  const operator = fc.constantFrom("==", "!=")
  const ofResult = fc
    .tuple(need, operator, fc.constantFrom(...results))
    .map(([id, is, one]) => `needs.${id}.result ${is} '${one}'`)
  return fc.oneof(
    { weight: 6, arbitrary: ofResult },
    {
      weight: 3,
      arbitrary: fc.constantFrom("always()", "success()", "failure()", "cancelled()", "!cancelled()", "!failure()"),
    },
    { weight: 1, arbitrary: need.map((id) => `needs.${id}.outputs.go == 'yes'`) },
    { weight: 1, arbitrary: need.map((id) => `needs.${id}.outputs.go`) },
    {
      weight: 3,
      arbitrary: fc.constantFrom(
        "github.event_name == 'push'",
        "github.event_name != 'workflow_dispatch'",
        "github.ref == 'refs/heads/main'",
        "startsWith(github.ref, 'refs/tags/')",
        "inputs.lane == 'a'",
        "inputs.lane != 'b'",
        "inputs.force",
        "!inputs.force",
        "inputs.force == 'true'",
        "vars.SWITCH == 'on'",
        "contains('a b', inputs.lane)",
      ),
    },
    {
      weight: 1,
      arbitrary: fc.constantFrom("contains(needs.*.result, 'failure')", "!contains(needs.*.result, 'skipped')"),
    },
  )
}

const condition = (needs: readonly string[], depth: number): fc.Arbitrary<string> =>
  depth === 0
    ? atom(needs)
    : fc.oneof(
        { weight: 2, arbitrary: atom(needs) },
        {
          weight: 3,
          arbitrary: fc
            .tuple(condition(needs, depth - 1), fc.constantFrom("&&", "&&", "||"), condition(needs, depth - 1))
            .map(([left, operator, right]) => `(${left}) ${operator} (${right})`),
        },
        { weight: 1, arbitrary: condition(needs, depth - 1).map((inner) => `!(${inner})`) },
      )

/** What a job may be besides its steps. */
const details = (id: string, before: readonly string[]) =>
  fc.subarray([...before], { minLength: id === "deploy" ? Math.min(1, before.length) : 0 }).chain((needs) =>
    fc.record({
      needs: fc.constant(needs),
      if: fc.option(condition(needs, id === "deploy" ? 2 : 1), { freq: id === "deploy" ? 5 : 1, nil: undefined }),
      hides: fc.oneof(
        { weight: 7, arbitrary: fc.constant(undefined) },
        { weight: 1, arbitrary: fc.constantFrom(true, "${{ inputs.force }}") },
      ),
      stepHides: fc.boolean().map((yes) => yes && needs.length === 1),
      outputs: fc.boolean(),
    }),
  )

type Details = ReturnType<typeof details> extends fc.Arbitrary<infer T> ? T : never

const jobOf = (id: string, { needs, if: when, hides, stepHides, outputs }: Details) => ({
  "runs-on": "ubuntu-24.04",
  ...(needs.length === 0 ? {} : { needs }),
  ...(when === undefined ? {} : { if: when }),
  ...(id === "deploy" ? { environment: "production" } : {}),
  ...(hides === undefined || id === "deploy" ? {} : { "continue-on-error": hides }),
  ...(outputs ? { outputs: { go: "${{ steps.one.outputs.go }}" } } : {}),
  steps: [{ id: "one", run: "make", ...(stepHides && id !== "deploy" ? { "continue-on-error": true } : {}) }],
})

const triggers = fc.subarray(
  [
    ["push", { branches: ["main"] }],
    ["workflow_dispatch", { inputs: { lane: { type: "choice", options: ["a", "b"] }, force: { type: "boolean" } } }],
    ["pull_request", {}],
    ["schedule", [{ cron: "0 4 * * *" }]],
  ] as const,
  { minLength: 1 },
)

/** Workflows of at most `most` gates. */
export const randomWorkflow = (most: number): fc.Arbitrary<RandomWorkflow> =>
  fc.integer({ min: 1, max: most }).chain((count) => {
    const gates = Array.from({ length: count }, (_, index) => `g${index}`)
    const ids = [...gates, "deploy"]
    return fc
      .tuple(
        triggers,
        fc.tuple(...ids.map((id, index) => details(id, ids.slice(0, index)))),
        fc.subarray(gates, { minLength: 1 }),
      )
      .map(([on, jobs, required]) => ({
        text: stringify(
          {
            on: Object.fromEntries(on),
            jobs: Object.fromEntries(jobs.map((one, index) => [ids[index], jobOf(ids[index] ?? "", one)])),
          },
          { lineWidth: 0, aliasDuplicateObjects: false },
        ),
        gates: required,
      }))
  })
