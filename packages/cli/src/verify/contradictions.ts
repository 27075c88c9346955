import { refuse } from "../problem.js"
import type { VerifyOptions } from "./options.js"

/** Refuses questions that ask twice, or by halves. Throws a `Refusal` with SL5006, SL5602 or SL5604. */
export const refuseHalves = ({ files, plan, policy, environments, requires }: VerifyOptions): void => {
  const ways = [
    ...(plan === undefined ? [] : ["--plan"]),
    ...(policy === undefined ? [] : ["--policy"]),
    ...(environments.length > 0 ? ["--environment"] : []),
  ]
  if (ways.length > 1)
    refuse("SL5006", `${ways.join(" and ")} exclude each other: a file is held against one of them`, "Leave one out.")
  const [name = ""] = environments
  if (environments.length > 0 && requires.length === 0)
    refuse("SL5604", `nothing says what ${name} requires`, `Name the jobs: --environment ${name} --requires unit,scan.`)
  if (environments.length === 0 && requires.length > 0)
    refuse("SL5604", "gates are required, but before which environment?", "Name it: --environment production.")
  const isForeign = policy !== undefined || environments.length > 0
  if (isForeign && files.length === 0)
    refuse(
      "SL5602",
      "no file was named",
      "Name the CI files that it is about: shipline verify .github/workflows/*.yml …",
    )
}
