import { relative, sep } from "node:path"
import { type Adapter, adapters } from "@shipline/adapters"
import type { Plan } from "@shipline/core"

/**
 * The files that plans are compiled to on every platform, from the root of the repository. What a platform cannot do is
 * no concern here: then it has no file.
 */
export const ownFiles = (plans: readonly Plan[], root: string, folder: string): readonly string[] => {
  const below = relative(root, folder).split(sep).join("/")
  const paths = Object.values<Adapter>(adapters).flatMap((adapter) => {
    const compiled = plans.map((plan) => ({ plan, ...adapter.compile(plan) }))
    const accepted = compiled.filter(({ problems }) => problems.length === 0)
    const index = adapter.index?.(accepted.map(({ plan }) => plan)).files ?? []
    return [...compiled.flatMap(({ files }) => files), ...index].map(({ path }) => path)
  })
  return [...new Set(paths)].map((path) => (below === "" ? path : `${below}/${path}`))
}
