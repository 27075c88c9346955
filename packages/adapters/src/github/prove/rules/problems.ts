import { problemsBy, type Sentence } from "../../../shared/report.js"

/** What the text of a workflow alone shows to be wrong. One writer per code. */
export const ruleSentences = {
  SL3440: (job: string): Sentence => [
    `'${job}' deploys and may be cut off: a newer run would cancel it half done`,
    "Set cancel-in-progress: false on its concurrency, and let the workflow's own replace no run that deploys.",
  ],
  SL3441: (job: string, group: string): Sentence => [
    `'${job}' waits for the lock ${group}, which its own run already holds`,
    "Give the concurrency of the workflow a group of another name.",
  ],
  SL3442: (job: string, expression: string): Sentence => [
    `'${job}' pastes ${expression} into a script, where its text becomes commands`,
    'Hand it over by env: and use it quoted, "$VALUE".',
  ],
  SL3443: (job: string): Sentence => [
    `'${job}' may do whatever the repository's token may`,
    "Give it permissions with the least that it needs, or permissions: {}.",
  ],
  SL3444: (job: string, step: string): Sentence => [
    `'${job}' is a gate that may pass without '${step}' in some of its parts`,
    "Let each part of a gate do all of its work: leave parts out of the matrix, not out of the steps.",
  ],
} as const

/** A problem in the words of its code. Its path names the job, as `jobs.deploy-production`. */
export const ruleProblem = problemsBy(ruleSentences)
