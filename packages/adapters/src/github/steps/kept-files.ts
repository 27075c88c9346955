import { slug } from "@shipline/core/plan"
import { environmentOf } from "../../shared/facts.js"
import { type HandOver, isUnpacked } from "../../shared/hand-over.js"
import { expression } from "../expression.js"
import { output, takeId } from "../hand-over.js"
import type { EnvEntry, RunStep } from "../model.js"
import type { JobScope } from "../scope.js"
import { fetchFilesScript } from "../scripts/fetch-files.js"
import { keepFilesScript } from "../scripts/keep-files.js"

const common = (taken: HandOver, scope: JobScope): readonly EnvEntry[] => [
  { name: "GH_TOKEN", value: "${{ github.token }}" },
  { name: "PIPELINE", value: slug(scope.plan.name) },
  { name: "VERSION", value: expression(output(taken, "version", scope)) },
]

/** Keeps the files of a release for the day on which they must come back: what a run keeps expires. */
export const keepFiles = (taken: readonly HandOver[], scope: JobScope): readonly RunStep[] => {
  const files = taken.filter(isUnpacked)
  const [first] = files
  if (first === undefined || !scope.redeploys.has(environmentOf(scope.node) ?? "")) return []
  const archives = files.map((one) => `${one.short} ${expression(output(one, "digest", scope))}`)
  return [
    {
      kind: "run",
      name: `Keep ${files.map(({ artifact }) => artifact.name).join(", ")} for promotion and rollback`,
      env: [...common(first, scope), { name: "ARCHIVES", value: archives.join("\n") }],
      run: keepFilesScript,
      own: true,
    },
  ]
}

/** Fetches what `keepFiles` kept; what arrives is checked by its digest when it is unpacked. */
export const fetchKept = (taken: HandOver, condition: string | undefined, scope: JobScope): RunStep => ({
  kind: "run",
  name: `Fetch ${taken.artifact.name} from where it was kept`,
  ...(scope.origin.kind === "ledger" ? { id: takeId(taken) } : {}),
  ...(condition === undefined ? {} : { condition }),
  env: [
    ...common(taken, scope),
    { name: "NAME", value: taken.short },
    { name: "DIGEST", value: expression(output(taken, "digest", scope)) },
  ],
  run: fetchFilesScript,
  own: true,
})
