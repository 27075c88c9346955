import { problemsBy, type Sentence } from "../shared/report.js"

/** What a proof finds, one writer per code. What is peculiar to the text of one platform has codes of its own. */
export const proofSentences = {
  SL3401: (job: string, environment: string, gates: string): Sentence => [
    `'${job}' deploys to ${environment} although ${gates} not passed`,
    "Name each gate in the needs of the deployment, and let it start only where each has the result success.",
  ],
  SL3402: (job: string, environment: string, run: string): Sentence => [
    `'${job}' deploys to ${environment} in ${run}, in which it must not`,
    "Let the condition of the deployment name the event and the lane in which it starts.",
  ],
  SL3403: (job: string, environment: string): Sentence => [
    `'${job}' deploys to ${environment} in a run that was cancelled before`,
    "Say !cancelled() wherever a condition calls a status function.",
  ],
  SL3404: (job: string, environment: string): Sentence => [
    `'${job}' deploys to ${environment} what the ledger holds, and may do so without the guard's leave`,
    "Ask the guard in a step of its own, without a condition, before anything of the program runs.",
  ],
  SL3405: (job: string, environment: string): Sentence => [
    `'${job}' deploys to ${environment} from a reference from which nothing may be deployed`,
    "Let the condition of the deployment name the branches and tags that may be deployed.",
  ],
  SL3406: (environment: string, lane: string): Sentence => [
    `nothing can ever be deployed to ${environment} ${lane}`,
    "Look at the conditions on the way: a job that is skipped takes those with it that need it.",
  ],
  SL3407: (job: string, environment: string): Sentence => [
    `'${job}' does not deploy to ${environment} although everything before it has passed`,
    "Let the deployment ask for nothing but its lane and the results of its gates.",
  ],
  SL3408: (job: string, environment: string): Sentence => [
    `'${job}' reaches ${environment} or its secrets, and is no job that may`,
    "Give it no environment and none of the secrets of one.",
  ],
  SL3409: (job: string, environment: string): Sentence => [
    `'${job}' reads the secrets of ${environment} where nothing was deployed there before`,
    "Let it start only where the deployment that it checks has passed.",
  ],
  SL3410: (what: string, why: string): Sentence => [
    `${what} cannot be judged: ${why}`,
    "Say it by comparisons with texts, by startsWith, endsWith and contains, and by the results of needs.",
  ],
  SL3411: (what: string): Sentence => [
    `the platform refuses the file: ${what}`,
    "Correct it: a file that is refused runs nothing.",
  ],
} as const

/** A problem in the words of its code. Its path names the job, as `jobs.deploy-production`. */
export const proofProblem = problemsBy(proofSentences)
