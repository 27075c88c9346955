import type { EnvironmentRequirements, Requirements } from "@shipline/adapters"
import { nearest } from "../nearest.js"
import { problem, Refusal } from "../problem.js"
import { type NamedJobs, namedJobs } from "./named-jobs.js"
import type { Judged, Question } from "./question.js"

const meant = (word: string, known: readonly string[], what: string): string => {
  const near = nearest(word, known)
  if (near !== undefined) return `Did you mean '${near}'?`
  return known.length === 0 ? `There is no ${what} at all.` : `There is: ${known.join(", ")}.`
}

/** Whether anything in a file may be about an environment; a name that is made when a job runs may be any. */
const concerns = ({ isWhole, environments, isOpen, jobs }: NamedJobs, asked: EnvironmentRequirements): boolean =>
  !isWhole ||
  isOpen ||
  environments.includes(asked.environment) ||
  (asked.deploys ?? []).some((job) => jobs.includes(job))

const unknownEnvironments = (names: readonly NamedJobs[], { environments }: Requirements) => {
  const known = [...new Set(names.flatMap((one) => one.environments))]
  return environments
    .filter((asked) => !names.some((one) => concerns(one, asked)))
    .map(({ environment }) =>
      problem(
        "SL5605",
        `no job of these files names the environment '${environment}'`,
        `${meant(environment, known, "environment")} Where a job deploys without naming its environment, a policy file says which: deploys: [job].`,
      ),
    )
}

const unknownGates = (path: string, { isWhole, jobs }: NamedJobs, asked: readonly EnvironmentRequirements[]) => {
  if (!isWhole) return []
  const needed = asked.flatMap(({ ways, deploys = [] }) => [
    ...ways.flatMap(({ gates }) => gates.map(({ job }) => job)),
    ...deploys,
  ])
  return [...new Set(needed)]
    .filter((job) => !jobs.includes(job))
    .map((job) => problem("SL5606", `${path} has no job '${job}'`, meant(job, jobs, "job")))
}

/**
 * What a team asks of files that it wrote itself: of each file, what is asked of the environments that it is about. Throws a
 * `Refusal` with SL5605 and SL5606 for names that the files do not have.
 */
export const byPolicy = (judged: readonly Judged[], requirements: Requirements): readonly Question[] => {
  const named = judged.map((one) => ({ one, names: namedJobs(one.adapter.name, one.files) }))
  const found = named.map(({ one, names }) => ({
    one,
    names,
    asked: requirements.environments.filter((environment) => concerns(names, environment)),
  }))
  const problems = [
    ...unknownEnvironments(
      named.map(({ names }) => names),
      requirements,
    ),
    ...found.flatMap(({ one, names, asked }) => unknownGates(one.path, names, asked)),
  ]
  if (problems.length > 0) throw new Refusal(problems)
  return found.map(({ one, asked }) => ({
    ...one,
    against: { requirements: { ...requirements, environments: asked } },
  }))
}
