import { github } from "@shipline/adapters"
import { expect, test } from "vitest"

/** The properties that a workflow breaks whose deployment has a condition; else the verdict. */
const broken = (condition: string): string => {
  const text = `on: { push: { branches: [main] } }
jobs:
  unit: { runs-on: ubuntu-24.04, steps: [{ run: npm test }] }
  ship:
    needs: unit
    if: always() && ${condition}
    runs-on: ubuntu-24.04
    environment: production
    steps: [{ run: ./ship.sh }]
`
  const environments = [{ environment: "production", ways: [{ gates: [{ job: "unit" }] }] }]
  const { verdict, counterexamples } = github.prove([{ path: ".github/workflows/ship.yml", text }], {
    requirements: { environments },
  })
  return [...new Set(counterexamples.map(({ property }) => property))].join() || verdict
}

// A text is true unless it is empty. What anybody may write, such as a title, may be.
test.each([
  ["format('{0} by', github.event.head_commit.message)", "safety"],
  ["format('{{', github.event.head_commit.message)", "safety"],
  ["format('{{0}}', github.event.head_commit.message)", "safety"],
  ["format('{{{0}}}', github.event.head_commit.message)", "safety"],
  // GitHub takes one bracket alone for a mistake, and starts nothing.
  ["format('{', github.event.head_commit.message)", "undecided"],
  ["format('{', 'a')", "reachability"],
])("a condition that is the text %s: %s", (condition, expected) => expect(broken(condition)).toBe(expected))
