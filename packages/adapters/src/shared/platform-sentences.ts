import type { Sentence } from "./report.js"

/** What no platform can do, each in the words of one: `requests` is what it calls changes that are proposed to a branch. */
export const platformSentences = (platform: string, requests: string) => ({
  notHoldable: (what: string): Sentence => [
    `${what} holds a NUL or half a character, which no environment variable can hold`,
    "Remove the character, or encode the text.",
  ],
  tooLong: (what: string): Sentence => [
    `${what} is longer than the 128 KiB that Linux gives one environment variable`,
    "Put the text into a file of the repository.",
  ],
  neverStarted: (pipeline: string): Sentence => [
    `nothing starts '${pipeline}' on ${platform}`,
    'Say what starts it: on: { push: "main" }.',
  ],
  neverRuns: (what: string): Sentence => [
    `${what} can never run: only ${requests} start this pipeline, and they deploy nothing`,
    'Start it by a push, a schedule or by hand as well: on: { push: "main", pullRequest: true }.',
  ],
  unmatched: (kind: string, pattern: string): Sentence => [
    `'${pattern}' is no ${kind} that ${platform} can match`,
    "Use names and patterns of * and **; no spaces and none of ~ ^ : ? [ \\.",
  ],
  unkept: (language: string, cache: string): Sentence => [
    `${platform} keeps no downloads of '${cache}' for ${language}`,
    "Name one of the package managers that the toolchain lists, or use cache({ key, files, paths }).",
  ],
  runsOnce: (title: string): Sentence => [
    `'${title}' has a matrix or shards, but runs once on ${platform}`,
    "Keep matrix and shards for gates: an artifact is built once and deployed once.",
  ],
  unreachable: (title: string, what: string): Sentence => [
    `'${title}' uses ${what}, which it cannot reach on ${platform}`,
    "Check the plan with verify: it says what is missing. A service starts before the job has any folder.",
  ],
})
