/** The committed source that a run builds, as it was when the run began. */
export interface Source {
  /** Top folder of the repository. */
  readonly repository: string
  /** Folder of the project inside the repository; empty where it is the top folder. */
  readonly project: string
  /** The full name of the commit. */
  readonly commit: string
  /** `20260131.120000-0a1b2c3d`: commit time in UTC and commit, the same as in CI. */
  readonly version: string
  /** Where git keeps the objects. */
  readonly objects: string
  readonly objectFormat: string
  /** The file that lists the cut-off commits of a shallow clone. */
  readonly shallow: string
  /** Uncommitted changes, as `git status` names them. They are left out. */
  readonly uncommitted: readonly string[]
}

const digits = (n: number, width = 2) => String(n).padStart(width, "0")

/** The version of a commit made at `seconds` since 1970. */
export const versionOf = (commit: string, seconds: number): string => {
  const time = new Date(seconds * 1000)
  const day = `${digits(time.getUTCFullYear(), 4)}${digits(time.getUTCMonth() + 1)}${digits(time.getUTCDate())}`
  const hour = `${digits(time.getUTCHours())}${digits(time.getUTCMinutes())}${digits(time.getUTCSeconds())}`
  return `${day}.${hour}-${commit.slice(0, 8)}`
}
