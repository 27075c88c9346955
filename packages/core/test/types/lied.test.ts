import { readdirSync } from "node:fs"
import { join } from "node:path"
import { isPipeline, type Problem, ShiplineError, verify } from "@shipline/core"
import { describe, expect, it } from "vitest"
import { here } from "./compile.js"
import { markersOf } from "./markers.js"

/** What a program is refused with: what it throws, or what `verify` finds in its plan. */
const problemsOf = (program: () => unknown): readonly Problem[] => {
  try {
    const made = program()
    return isPipeline(made) ? verify(made.plan) : []
  } catch (error) {
    if (error instanceof ShiplineError) return error.problems
    throw error
  }
}

/** The line in this file. Where two things share a name, one may stand in another file; the hint names its twin. */
const lineIn = ({ at, hint }: Problem, path: string): number | undefined => {
  if (at?.file === path) return at.line
  const [, file, line] = / The other one is at (.+):(\d+)\.$/.exec(hint) ?? []
  return file === path ? Number(line) : undefined
}

const folder = join(here, "programs/lied")

// That these programs pass the compiler is shown in programs.test.ts.
describe.each(readdirSync(folder))("%s", async (file) => {
  const path = join(folder, file)
  const { programs }: { programs: readonly (() => unknown)[] } = await import(path)
  const problems = programs.map(problemsOf)

  it("is refused at run time: code, path, words, file and line, everything at once", () => {
    const found = problems
      .flat()
      .map((problem) => `${lineIn(problem, path)}: ${problem.code} ${problem.path}: ${problem.message}`)
    expect(found.toSorted()).toEqual(
      markersOf(path)
        .map(({ line, words }) => `${line}: ${words}`)
        .toSorted(),
    )
  })

  it("names the file, and says what to do", () => {
    for (const problem of problems.flat()) expect(problem.hint).not.toBe("")
    expect(problems.flat().filter((problem) => lineIn(problem, path) === undefined)).toEqual([])
  })

  it("has a problem in each program", () => {
    expect(problems.filter((found) => found.length === 0)).toEqual([])
  })
})

describe("what is accepted", async () => {
  const files = ["accepted.ts", ...readdirSync(join(here, "programs/accepted")).map((file) => `accepted/${file}`)]
  it.each(files)("%s has plans without a problem", async (file) => {
    const exported: Record<string, unknown> = await import(join(here, "programs", file))
    const pipelines = Object.values(exported).filter(isPipeline)
    expect(pipelines.length).toBeGreaterThan(0)
    for (const { plan } of pipelines) expect(verify(plan)).toEqual([])
  })
})
