import type { Job } from "@shipline/core/plan"

/**
 * A path as the actions see it, which start at the root of the repository and not in the job's folder. A `!` before it
 * takes out what the paths before it name.
 */
export const inFolder = (path: string, { workingDirectory }: Job): string => {
  if (workingDirectory === undefined) return path
  const [, not = "", rest = ""] = /^(!?)(.*)$/s.exec(path) ?? []
  return /^[~/]/.test(rest) ? path : `${not}${workingDirectory.replace(/\/+$/, "")}/${rest.replace(/^\.\//, "")}`
}
