import fc from "fast-check"
import { stringify } from "yaml"

/** A GitLab file of a few gates and one deployment to `production`, in any words that people use. */
export interface RandomPipeline {
  readonly text: string
  /** The jobs that have to pass before the deployment. */
  readonly gates: readonly string[]
}

const conditions = [
  '$CI_PIPELINE_SOURCE == "push"',
  '$CI_PIPELINE_SOURCE != "push"',
  '$CI_COMMIT_BRANCH == "main"',
  "$CI_COMMIT_TAG",
  '"$[[ inputs.lane ]]" == "a"',
  '"$[[ inputs.lane ]]" == "a" && $CI_PIPELINE_SOURCE == "web"',
  '"$[[ inputs.lane ]]" != "a" || $CI_COMMIT_BRANCH =~ /^rel/',
  '$SWITCH == "on"',
]

const whens = ["on_success", "on_success", "on_success", "manual", "always", "on_failure", "delayed"] as const
const when = fc.constantFrom(...whens)

const needsOf = (before: readonly string[], minLength = 0) =>
  fc
    .subarray([...before], { minLength: Math.min(minLength, before.length) })
    .chain((names) =>
      fc.tuple(
        ...names.map((name) =>
          fc.oneof(
            { weight: 5, arbitrary: fc.constant(name) },
            { weight: 1, arbitrary: fc.constant({ job: name, optional: true }) },
          ),
        ),
      ),
    )

const rule = (before: readonly string[]) =>
  fc.record(
    {
      if: fc.constantFrom(...conditions),
      when: fc.oneof({ weight: 4, arbitrary: when }, { weight: 1, arbitrary: fc.constant("never" as const) }),
      allow_failure: fc.boolean(),
      needs: needsOf(before),
    },
    { requiredKeys: [] },
  )

const some = <T>(weight: number, value: fc.Arbitrary<T>): fc.Arbitrary<T | undefined> =>
  fc.oneof({ weight: 10 - weight, arbitrary: fc.constant(undefined) }, { weight, arbitrary: value })

const present = (job: { readonly [key: string]: unknown }) =>
  Object.fromEntries(Object.entries(job).filter(([, value]) => value !== undefined))

const job = (id: string, stage: number, before: readonly string[]) =>
  fc
    .record({
      needs: some(7, needsOf(before, id === "deploy" ? 1 : 0)),
      rules: some(4, fc.array(rule(before), { minLength: 1, maxLength: 2 })),
      when: some(2, when),
      allow_failure: some(id === "deploy" ? 0 : 2, fc.boolean()),
    })
    .map((details) =>
      present({
        stage: `s${stage}`,
        script: ["make"],
        ...(id === "deploy" ? { environment: { name: "production" } } : {}),
        ...details,
        // GitLab refuses a delay without its length, and takes no such key with another `when`.
        ...(details.when === "delayed" || details.rules?.some((one) => one.when === "delayed")
          ? { start_in: "1 hour" }
          : {}),
      }),
    )

const header = stringify({ spec: { inputs: { lane: { default: "a", options: ["a", "b"] } } } })

/** Files of at most `most` gates, in stages. */
export const randomPipeline = (most: number): fc.Arbitrary<RandomPipeline> =>
  fc.integer({ min: 1, max: most }).chain((count) => {
    const gates = Array.from({ length: count }, (_, index) => `g${index}`)
    const ids = [...gates, "deploy"]
    return fc
      .array(fc.integer({ min: 0, max: 1 }), { minLength: count, maxLength: count })
      .chain((steps) => {
        const stages = steps.map((_, index) => steps.slice(0, index + 1).reduce((sum, up) => sum + up, 0))
        const at = (index: number) => stages[index] ?? (stages.at(-1) ?? 0) + 1
        return fc.tuple(
          fc.tuple(...ids.map((id, index) => job(id, at(index), ids.slice(0, index)))),
          fc.subarray(gates, { minLength: 1 }),
          some(2, fc.constantFrom(...conditions)),
        )
      })
      .map(([jobs, required, workflow]) => ({
        text: `${header}---\n${stringify(
          {
            stages: ["s0", "s1", "s2", "s3", "s4"],
            ...(workflow === undefined ? {} : { workflow: { rules: [{ if: workflow }] } }),
            ...Object.fromEntries(jobs.map((one, index) => [ids[index], one])),
          },
          { lineWidth: 0, aliasDuplicateObjects: false },
        )}`,
        gates: required,
      }))
  })
