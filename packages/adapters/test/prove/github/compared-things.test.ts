import { prove } from "@shipline/adapters/github"
import { expect, test } from "vitest"

/** What is said of a deployment that starts behind its gate, or where something else holds as well. */
const verdict = (otherwise: string): string => {
  const condition = `!cancelled() && (needs.unit.result == 'success' || (${otherwise}))`
  const text = `on:
  push: { branches: [main] }
  pull_request:
  workflow_dispatch:
    inputs:
      x: { type: string }
      y: { type: string }
      n: { type: number }
      m: { type: number }
      flag: { type: boolean }
jobs:
  unit:
    runs-on: ubuntu-24.04
    outputs: { o: a, p: b }
    steps: [{ run: npm test }]
  ship:
    needs: [unit]
    if: ${JSON.stringify(`\${{ ${condition} }}`)}
    runs-on: ubuntu-24.04
    environment: production
    steps: [{ run: ./ship.sh }]
`
  const environments = [{ environment: "production", ways: [{ gates: [{ job: "unit" }] }] }]
  return prove([{ path: "ship.yml", text }], { requirements: { environments } }).verdict
}

// Two things of which each may be any text may well be the same one, a text that stands nowhere in the file.
test.each([
  "inputs.x == github.ref",
  "inputs.x == github.ref_name && inputs.x",
  "(inputs.x || 'main') == github.ref_name",
  "inputs.x == github.event.repository.default_branch",
  "inputs.x == inputs.y && inputs.x",
  "inputs.x != inputs.y && startsWith(inputs.x, 'v') && startsWith(inputs.y, 'v')",
  "vars.A == github.ref",
  "vars.A == github.event_name",
  "vars.A == vars.B && startsWith(vars.A, 'release-')",
  "vars.A == vars.B && vars.B == vars.C && vars.C == vars.A && vars.A",
  "vars.A == vars.B && vars.C == vars.D && vars.A != vars.C && vars.A && vars.C",
  "vars.A == needs.unit.result && needs.unit.result == 'failure'",
  "github.actor == inputs.x && inputs.x",
  "github.head_ref == github.ref_name && github.ref_name",
  "needs.unit.outputs.o == inputs.x && inputs.x",
  "needs.unit.outputs.o == github.ref",
  "needs.unit.outputs.o == needs.unit.outputs.p && needs.unit.outputs.o",
  "needs.unit.outputs.o == needs.unit.result && needs.unit.result == 'failure'",
  "case(github.event_name == 'push', vars.A, 'x') == inputs.x && inputs.x",
  "vars.A == 5",
  "vars.A == true",
])("what may be equal is: %s", (otherwise) => expect(verdict(otherwise)).toBe("refuted"))

// What is made of such things has no value that was looked for.
test.each([
  "startsWith(github.ref, inputs.x) && inputs.x",
  "contains(inputs.x, vars.A) && vars.A",
  "endsWith(vars.A, vars.B) && vars.B",
  "contains(fromJSON(vars.LIST), github.ref)",
  "contains(needs.*.result, inputs.x)",
  "contains(needs.*.outputs.o, 'true')",
  "fromJSON(vars.A).b == 'x'",
  "fromJSON(vars.A)[0] == inputs.x",
  "fromJSON('{\"a\":\"b\"}')[inputs.x] == 'b'",
  "inputs.x == format('{0}', inputs.y) && inputs.x",
  "vars.A == format('{0}!', needs.unit.result)",
  "inputs.n == inputs.m && inputs.n > 5",
  "inputs.n == vars.A && vars.A",
  "inputs.flag == vars.A && inputs.flag",
  "github.ref_type == vars.A",
])("what nobody can tell is not proved: %s", (otherwise) => expect(verdict(otherwise)).toBe("undecided"))

test.each([
  "inputs.x == inputs.y && inputs.x != inputs.y",
  "vars.A == vars.B && vars.B == vars.C && vars.A != vars.C",
  "inputs.x == github.ref && inputs.x == ''",
  "github.ref == format('refs/heads/{0}', github.event.repository.default_branch) && github.ref_type == 'tag'",
])("what can never be is no way around the gate: %s", (otherwise) => expect(verdict(otherwise)).toBe("proved"))
