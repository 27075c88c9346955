import type { Plan } from "@shipline/core"

/**
 * The paths of which one must have changed, for the pipelines that a push or a merge request starts. In GitLab's patterns
 * `**` at an end is one folder deep, and `**/*` all that is below.
 */
export const changesOf = ({ on }: Plan): readonly string[] =>
  (on.paths ?? []).map((path) => (/(?:^|\/)\*\*$/.test(path) ? `${path}/*` : path))
