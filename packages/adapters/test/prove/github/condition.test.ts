import fc from "fast-check"
import { describe, expect, test } from "vitest"
import { conditionOf, ofJobs } from "../../../src/github/prove/condition.js"
import { at } from "../../../src/yaml/look.js"
import { readYaml } from "../../../src/yaml/read-yaml.js"
import { jobConditions } from "../../judges/job-conditions.js"

const file = (condition: string): string =>
  `on: push\njobs:\n  a:\n    runs-on: x\n    steps: [{ run: "true" }]\n  b:\n    needs: a\n    if: ${condition}\n    runs-on: x\n    steps: [{ run: "true" }]\n`

/** What the proof takes a condition for, with what GitHub adds to it. */
const ours = (text: string): string => {
  const { documents, mistakes } = readYaml(text)
  if (mistakes.length > 0) return "refused"
  const read = conditionOf(at(documents[0], "jobs", "b", "if"), ofJobs)
  if ("refused" in read) return "refused"
  if (read.text === "") return "success()"
  return read.implicit ? `success() && (${read.text})` : read.text
}

const theirs = async (text: string): Promise<string> => {
  try {
    const found = (await jobConditions("w.yml", text)).get("b")?.condition ?? "success()"
    // Its parser takes the text of a block with the spaces before it, which the service does not.
    return found.replace(/format\('\s+/, "format('")
  } catch {
    return "refused"
  }
}

describe("a condition is read as GitHub's own parser reads it", () => {
  test.each([
    "",
    "~",
    '""',
    '"  "',
    "true",
    "false",
    "0",
    "github.ref == 'refs/heads/main'",
    '"!cancelled()"',
    "success()",
    "Success()",
    "failure() || github.ref == 'x'",
    "false && always()",
    "contains(toJSON(success()), 'x')",
    "'success()' == 'x'",
    "\"'success()' == 'x'\"",
    "needs.a.result == 'success'",
    "needs['a'].result == 'success'",
    "${{ github.ref == 'x' }}",
    "\"${{ github.ref == 'x' }} \"",
    "${{ always() }} && ${{ false }}",
    "${{ false }} && ${{ github.ref }}",
    "${{ 'github.ref' }}",
    "${{ '}}' == github.ref }}",
    "x ${{ github.ref",
    "${{ }}",
    "github.ref ==",
    "env.X == 'x'",
    "secrets.X != ''",
    "matrix.x",
    "hashFiles('x') != ''",
    "success('a')",
    "cancelled(1)",
    "always(1)",
    "nope()",
    "|\n      github.ref == 'x'",
    "|\n      ${{ false }}",
    "|-\n      github.ref == 'x' &&\n      github.event_name == 'push'",
  ])("%s", async (condition) => {
    const text = file(condition)
    expect(ours(text)).toBe(await theirs(text))
  })

  const word = fc.constantFrom(
    "github.ref",
    "'x'",
    "always()",
    "success()",
    "'always()'",
    "needs.a.result",
    "==",
    "&&",
    "||",
    "!",
    "(",
    ")",
    "${{",
    "}}",
    "null",
  )
  test("whatever words it is made of", async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(word, { maxLength: 7 }), async (words) => {
        const text = file(JSON.stringify(words.join(" ")))
        expect(ours(text)).toBe(await theirs(text))
      }),
      { numRuns: 300 },
    )
  })
})
