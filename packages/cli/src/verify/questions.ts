import { makeWitness } from "../load/witness.js"
import { repositoryRoot } from "../output/repository-root.js"
import type { Session } from "../session.js"
import { byPlan, readPlan } from "./by-plan.js"
import { byPolicy } from "./by-policy.js"
import { byPrograms } from "./by-programs.js"
import { refuseHalves } from "./contradictions.js"
import { judgedFile } from "./judged-file.js"
import type { VerifyOptions } from "./options.js"
import { readPolicy } from "./policy-file.js"
import type { Question } from "./question.js"
import { readNamed } from "./read-file.js"
import { sameForAll } from "./same-for-all.js"

/** Everything that was asked, and the folder that paths begin in. Throws a `Refusal`. */
export const questions = async (
  options: VerifyOptions,
  session: Session,
): Promise<{ readonly root: string; readonly asked: readonly Question[] }> => {
  refuseHalves(options)
  const { cwd, started } = session
  const { files, plan, policy, environments, requires } = options
  const root = repositoryRoot(cwd, makeWitness(started))
  if (plan !== undefined) return { root, asked: byPlan({ cwd, root }, files, await readPlan(cwd, plan)) }
  if (policy === undefined && environments.length === 0)
    return { root, asked: await byPrograms({ root, files }, session) }
  const asked = policy === undefined ? sameForAll(environments, requires) : readPolicy(policy, readNamed(cwd, policy))
  const named = files.map((file) => judgedFile(cwd, root, file))
  // What another of the files takes in is judged there.
  const taken = new Set(named.flatMap(({ files: [, ...others] }) => others.map(({ path }) => path)))
  const own = named.filter(({ path }) => !taken.has(path))
  return { root, asked: byPolicy(own.length > 0 ? own : named, asked) }
}
