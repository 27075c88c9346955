import type { BuildNode } from "@shipline/core/plan"

/** What each build's artifact is called in files and step ids: short where that tells them apart. */
export const shortNames = (builds: readonly BuildNode[]): ReadonlyMap<BuildNode, string> => {
  const short = builds.map(({ id }) => id.replace(/^build-(?=[a-z])/, ""))
  const unique = new Set(short).size === builds.length
  return new Map(builds.map((build, index) => [build, (unique ? short[index] : undefined) ?? build.id]))
}
