import type { Plan } from "@shipline/core"

/**
 * The paths of which one must have changed, for the pipelines that a push or a merge request starts. In GitLab's patterns
 * two stars at the end of a path are one folder deep; with another star in a folder of its own they are all that is below.
 */
export const changesOf = ({ on }: Plan): readonly string[] =>
  (on.paths ?? []).map((path) => (/(?:^|\/)\*\*$/.test(path) ? `${path}/*` : path))
