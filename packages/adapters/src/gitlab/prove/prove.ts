import type { Plan } from "@shipline/core"
import type { Against, CompiledFile } from "../../adapter.js"
import type { Model } from "../../prove/model.js"
import { planRequirements } from "../../prove/plan-requirements.js"
import type { Proof } from "../../prove/proof.js"
import { prove as proveModel } from "../../prove/prove.js"
import type { EnvironmentRequirements, Requirements } from "../../prove/requirements.js"
import { extraJobs } from "../../shared/extra-jobs.js"
import { jobKey, nameOf, rootPath } from "../names.js"
import { readGitlab } from "../read/read-gitlab.js"
import type { GitlabFile } from "../read/types.js"
import { index } from "../root.js"
import { assumptionsOf } from "./assumptions.js"
import { type GitlabModel, gitlabModel } from "./gitlab-model.js"
import { laneStarts } from "./lanes.js"
import { textRules } from "./rules/index.js"
import { look } from "./rules/rule.js"

/** What a plan demands of its files. */
export const requirementsOf = (plan: Plan): Requirements => {
  const { redeploys } = extraJobs(plan, nameOf)
  const key = (id: string): string => jobKey(plan, id)
  return planRequirements(plan, {
    job: key,
    redeploy: (environment) => {
      const id = redeploys.get(environment)?.id
      return id === undefined ? undefined : key(id)
    },
  })
}

/** What a plan demands where jobs of other plans stand beside its own: those of an environment of the same name are theirs. */
const requirementsAmong = (plan: Plan, others: readonly Plan[]): Requirements => {
  const { environments, ...rest } = requirementsOf(plan)
  const theirs = others.flatMap((other) => requirementsOf(other).environments)
  return {
    ...rest,
    environments: environments.map((own): EnvironmentRequirements => {
      const elsewhere = theirs
        .filter(({ environment }) => environment === own.environment)
        .flatMap(({ deploys = [], users = [] }) => [...deploys, ...users])
      return elsewhere.length === 0 ? own : { ...own, elsewhere }
    }),
  }
}

const bare = (model: GitlabModel): Model => ({ ...model, rules: [], findings: [], assumptions: [] })

/** The proof where whoever starts a pipeline sets every variable that rules read; then any reference is as good as another. */
const hostileProof = (file: GitlabFile, { refs: _, ...requirements }: Requirements): Proof =>
  proveModel(bare(gitlabModel(file, requirements, { hostile: true, retries: false })), requirements)

/** The file of a pipeline declares no stages: GitLab never begins with it, but with the one that includes it. */
const withRoot = (files: readonly CompiledFile[], plan: Plan): readonly CompiledFile[] =>
  files.some(({ path }) => path === rootPath) ? files : [...index([plan]).files, ...files]

const isYaml = ({ path }: CompiledFile): boolean => /\.ya?ml$/.test(path)

/**
 * Proves on the text of GitLab's files, by GitLab's own scheduler, that nothing is deployed to an environment before its
 * gates have really passed, that each lane which may deploy can, and that no other job reaches the environment: for every
 * source, reference and input of a pipeline, every outcome of every job, whatever people play, cancel or run again. Use it
 * on what `compile` gives, and on files that were written by hand: the first is the one that GitLab begins with, unless
 * there is a `.gitlab-ci.yml`; the others are those that it includes. What cannot be judged is a problem of the proof,
 * SL3410 or SL3420 to SL3427, and the verdict is `undecided`.
 *
 * @example
 * ```ts
 * import { prove } from "@shipline/adapters/gitlab"
 *
 * const text = `
 * unit: { stage: test, script: [npm test], allow_failure: true }
 * ship: { stage: deploy, script: [./deploy.sh], needs: [unit], environment: production }
 * `
 * const environments = [{ environment: "production", ways: [{ gates: [{ job: "unit" }] }] }]
 * const proof = prove([{ path: ".gitlab-ci.yml", text }], { requirements: { environments } })
 *
 * console.log(proof.counterexamples[0]?.problem.message) // 'ship' deploys to production although 'unit' has not passed
 * ```
 */
export function prove(given: readonly CompiledFile[], against: Against): Proof {
  const files = "plan" in against ? withRoot(given, against.plan) : given
  const requirements = "plan" in against ? requirementsAmong(against.plan, against.others ?? []) : against.requirements
  const file = readGitlab(new Map(files.filter(isYaml).map(({ path, text }) => [path, text])))
  const starts = "plan" in against ? laneStarts(against.plan) : []
  const model = gitlabModel(file, requirements, { starts })
  const applied = requirements.program === undefined ? [] : textRules
  const looked = look(file, model, requirements)
  const proof = proveModel(
    {
      ...model,
      rules: applied.map(({ name }) => name),
      findings: applied.flatMap((rule) => rule.find(looked).map((finding) => ({ ...finding, rule: rule.name }))),
      assumptions: [],
    },
    requirements,
  )
  let assumptions: Proof["assumptions"] | undefined
  return {
    ...proof,
    // They hold a second proof, which is made where somebody reads them.
    get assumptions() {
      const hostile = (): Proof | undefined =>
        proof.verdict === "proved" ? hostileProof(file, requirements) : undefined
      assumptions ??= assumptionsOf(file, requirements, hostile())
      return assumptions
    },
  }
}
