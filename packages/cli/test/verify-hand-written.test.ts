import { readFileSync } from "node:fs"
import { dirname, join } from "node:path"
import { fileURLToPath } from "node:url"
import { expect, test } from "vitest"
import { project } from "./support/project.js"
import { shipline } from "./support/shipline.js"

const folder = join(
  dirname(fileURLToPath(import.meta.url)),
  ...["..", "..", "adapters", "test", "prove", "hand-written"],
)
const read = (name: string): string => readFileSync(join(folder, name), "utf8")

/** Where a team would keep the file. */
const placeOf = (name: string): string =>
  name.endsWith("gitlab-ci.yml") ? ".gitlab-ci.yml" : ".github/workflows/release.yml"

const verify = async (name: string) => {
  const place = placeOf(name)
  const here = project({ [place]: read(name) })
  return shipline(here, ["verify", place, "--environment", "production", "--requires", "unit,scan"])
}

/** Files that teams wrote, each with the gate that it lets through and how that gate ends then. */
test.each([
  ["always", "always.yml", "'unit' fails."],
  ["!failure", "not-failure.yml", "'unit' is skipped."],
  ["continue-on-error", "continue-on-error.yml", "'scan' fails, and is reported as passed."],
  ["a missing need", "missing-need.yml", "'scan' fails."],
  ["allow_failure", "allow-failure.gitlab-ci.yml", "'scan' fails."],
])("finds the gate that is let through by %s, and nothing where it is corrected", async (_why, name, ending) => {
  const found = await verify(name)
  expect(found.code).toBe(1)
  expect(found.stdout).toMatch(/\n {2}production {2}refuted/)
  const [story = ""] = found.stderr.split("\n\n")
  const gate = ending.split("'")[1]
  expect(story).toContain(`error[SL3401]: 'deploy' deploys to production although '${gate}' has not passed\n`)
  expect(story).toContain(`\n  ${ending}\n`)
  expect(story).toContain("\n  'deploy' starts.\n")
  const line = read(name)
    .split("\n")
    .findIndex((text) => /^ *deploy:$/.test(text))
  expect(story).toContain(`--> ${placeOf(name)}:${line + 1}:`)

  const corrected = await verify(name.replace(".", ".corrected."))
  expect({ code: corrected.code, stderr: corrected.stderr }).toEqual({ code: 0, stderr: "" })
  expect(corrected.stdout).toMatch(/\n {2}production {2}proved/)
})
