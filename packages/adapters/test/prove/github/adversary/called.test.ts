import { expect, test } from "vitest"
import { type Case, type Files, file, gates, needs, verdictOf } from "./files.js"

const caller = (jobs: string): string => `on: push\njobs:\n${jobs}`
const callee = (jobs: string): string => `on: workflow_call\njobs:\n${jobs}`

const production = `  production:
    needs: [unit, scan]
    runs-on: x
    environment: production
    steps: [{ run: x }]
`
/** A deployment behind a gate that is a workflow of its own, with these jobs. */
const behindCalled = (jobs: string): Files => ({
  ".github/workflows/a.yml": caller(`  unit:
    uses: ./.github/workflows/t.yml
  scan:
    runs-on: x
    steps: [{ run: x }]
${production}`),
  ".github/workflows/t.yml": callee(jobs),
})
/** It deploys to whatever environment it is told. */
const deploying = `on:
  workflow_call:
    inputs: { environment: { type: string, required: true } }
jobs:
  deploy:
    runs-on: x
    environment: \${{ inputs.environment }}
    steps: [{ run: x }]
`

/** Workflows that call others. */
const cases: readonly Case[] = [
  [
    "called remote deploy",
    "undecided",
    `${file(needs)}  other:\n    uses: org/x/.github/workflows/y.yml@v1\n    secrets: inherit\n`,
  ],
  [
    "called with input env",
    "proved",
    {
      ".github/workflows/a.yml": caller(`${gates()}  staging:
    uses: ./.github/workflows/d.yml
    with: { environment: staging }
  production:
    needs: [unit, scan, staging]
    uses: ./.github/workflows/d.yml
    with: { environment: production }
`),
      ".github/workflows/d.yml": deploying,
    },
  ],
  [
    "called gate hides",
    "refuted",
    behindCalled(`  test:
    runs-on: x
    continue-on-error: true
    steps: [{ run: npm test }]
`),
  ],
  [
    "called gate with if",
    "undecided",
    behindCalled(`  lint:
    runs-on: x
    steps: [{ run: npm test }]
  test:
    runs-on: x
    if: github.event_name == 'pull_request'
    steps: [{ run: npm test }]
`),
  ],
  [
    "called gate ok",
    "proved",
    behindCalled(`  test:
    runs-on: x
    steps: [{ run: npm test }]
`),
  ],
  [
    "called whole pipeline",
    "undecided",
    {
      ".github/workflows/a.yml": caller(`  all:
    uses: ./.github/workflows/t.yml
`),
      ".github/workflows/t.yml": callee(`${gates()}${production}`),
    },
  ],
  [
    "called with matrix env",
    "refuted",
    {
      ".github/workflows/a.yml": caller(`${gates()}  go:
    strategy: { matrix: { e: [staging, production] } }
    uses: ./.github/workflows/d.yml
    with: { environment: "\${{ matrix.e }}" }
`),
      ".github/workflows/d.yml": deploying,
    },
  ],
  [
    "called path with ./ twice",
    "refuted",
    {
      ".github/workflows/a.yml": caller(`${gates()}  go:
    uses: ./.github/workflows/../workflows/d.yml
`),
      ".github/workflows/d.yml": `on:
  workflow_call:
jobs:
  deploy:
    runs-on: x
    environment: production
    steps: [{ run: x }]
`,
    },
  ],
]

test.each(cases)("%s: %s", (_, verdict, files) => expect(verdictOf(files)).toBe(verdict))
