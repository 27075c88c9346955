import { existsSync } from "node:fs"
import { join } from "node:path"
import { type Adapter, adapters } from "@shipline/adapters"
import { type Plan, ShiplineError, verify } from "@shipline/core"
import { problem, Refusal, refuse } from "../problem.js"
import { judgedFile } from "./judged-file.js"
import type { Question } from "./question.js"
import { readNamed } from "./read-file.js"

/** A plan that `shipline plan --json` has written. Throws a `Refusal` with SL5608, or with what `verify` has against it. */
export const readPlan = async (cwd: string, name: string): Promise<Plan> => {
  const text = readNamed(cwd, name)
  const { decode } = await import("@shipline/core/schema")
  try {
    const plan = decode(text)
    const problems = verify(plan)
    if (problems.length > 0) throw new Refusal(problems)
    return plan
  } catch (error) {
    if (!(error instanceof ShiplineError)) throw error
    const hint = "Give it what `shipline plan FILE --json` wrote, of the same version."
    throw new Refusal(error.problems.map(({ message }) => problem("SL5608", `'${name}' is no plan: ${message}`, hint)))
  }
}

/** The files of a plan that stand in the repository, of every platform. */
const standing = (plan: Plan, root: string): readonly string[] =>
  Object.values<Adapter>(adapters)
    .flatMap((adapter) => adapter.compile(plan).files.slice(0, 1))
    .map(({ path }) => path)
    .filter((path) => existsSync(join(root, path)))

/** Files, or those that a plan would be written to, held against this plan. */
export const byPlan = (
  { cwd, root }: { readonly cwd: string; readonly root: string },
  files: readonly string[],
  plan: Plan,
): readonly Question[] => {
  const named = files.length > 0 ? files : standing(plan, root).map((path) => join(root, path))
  if (named.length === 0)
    return refuse("SL5602", `no file of the pipeline '${plan.name}' was found`, "Name the files that it is about.")
  return named.map((file) => ({ ...judgedFile(cwd, root, file), pipeline: plan.name, against: { plan } }))
}
