import type { Job } from "@shipline/core/plan"

/** A path as the actions see it, which start at the root of the repository and not in the job's folder. */
export const inFolder = (path: string, { workingDirectory }: Job): string =>
  workingDirectory === undefined || /^[~/]/.test(path)
    ? path
    : `${workingDirectory.replace(/\/+$/, "")}/${path.replace(/^\.\//, "")}`
