import type { Finding, JudgeName } from "./finding.js"

/** A finding that is known to be the judge's error, and why. */
export interface Exception {
  readonly name: string
  readonly judge: JudgeName
  /** The whole message, so that a finding of the same kind about anything else still counts. */
  readonly message: string
  readonly reason: string
}

export const exceptions: readonly Exception[] = [
  {
    name: "actionlint-concurrency-queue",
    judge: "actionlint",
    message: `unexpected key "queue" for "concurrency" section. expected one of "cancel-in-progress", "group" [syntax-check]`,
    reason:
      "`concurrency.queue` is of May 2026, actionlint 1.7.7 of January 2025. GitHub's parser and the schema know it and check its value.",
  },
  {
    name: "actionlint-environment-deployment",
    judge: "actionlint",
    message: `unexpected key "deployment" for "environment" section. expected one of "name", "url" [syntax-check]`,
    reason:
      "`environment.deployment` is of March 2026, actionlint 1.7.7 of January 2025. GitHub's parser and the schema know it and check its value.",
  },
]

const fired = new Set<string>()

/** The findings that no exception names. */
export const withoutExceptions = (findings: readonly Finding[]): readonly Finding[] =>
  findings.filter((finding) => {
    const match = exceptions.find(({ judge, message }) => judge === finding.judge && message === finding.message)
    if (match) fired.add(match.name)
    return !match
  })

/** The exceptions that have had nothing to excuse in this test file so far: after a whole suite, they should go. */
export const unusedExceptions = (): readonly string[] =>
  exceptions.map(({ name }) => name).filter((name) => !fired.has(name))
