import { $raw, type Json, type Raw, type Shell, ShiplineError } from "@shipline/core"

/** Keys of a GitLab job that cannot decide whether a deployment runs. */
export interface Fragment {
  /** Which runners take the job. */
  readonly tags?: readonly string[]
  /** The regular expression that finds the coverage in the job's log: `/Lines: (\d+)%/`. */
  readonly coverage?: string
  /** How often GitLab starts a failed job again, 0 to 2. */
  readonly retry?: 0 | 1 | 2
  /** Reports that GitLab shows, by kind; all but `dotenv`, which sets variables of other jobs. */
  readonly artifacts?: {
    readonly reports: { readonly [kind: string]: string | readonly string[] }
    readonly expire_in?: string
  }
}

/**
 * Keys of GitLab for the job of a script: an escape hatch for what Shipline has no word for.
 *
 * The promise that is lost: the keys mean nothing to other platforms and to the local runner; they run `instead` where
 * it is given. What is kept: only keys that cannot decide whether a deployment runs are taken.
 *
 * @throws SL3201 for any other key (`rules`, `needs`, `when`, `allow_failure`, `environment`, `script` and so on) and
 * for a value of the wrong shape.
 * @example
 * ```ts
 * import { gate, sh } from "@shipline/core"
 * import { $fragment } from "@shipline/adapters/gitlab"
 *
 * export const unit = gate("unit", sh`npm test`, { $before: [$fragment({ tags: ["large"], coverage: "/Lines: (\\d+)%/" })] })
 * ```
 */
export function $fragment(keys: Fragment, options: { readonly instead?: Shell } = {}): Raw {
  const wrong = fragmentFault(keys)
  if (wrong !== undefined)
    throw new ShiplineError([
      {
        code: "SL3201",
        path: "$fragment",
        message: `a $fragment ${wrong}`,
        hint: "Only tags, coverage, retry and artifacts.reports can be given: nothing that decides whether a job runs.",
      },
    ])
  return $raw("gitlab", keys as unknown as Json, options) // each key is checked above
}

const isText = (value: unknown): value is string =>
  typeof value === "string" && value.trim() !== "" && !/\p{Cc}/u.test(value)
const isTexts = (value: unknown): boolean => Array.isArray(value) && value.length > 0 && value.every(isText)
const isRecord = (value: unknown): value is { readonly [key: string]: unknown } =>
  typeof value === "object" && value !== null && !Array.isArray(value)

const isReports = (value: unknown): boolean =>
  isRecord(value) &&
  Object.entries(value).every(
    ([kind, files]) => /^[a-z_]+$/.test(kind) && kind !== "dotenv" && (isText(files) || isTexts(files)),
  )

const fits: { readonly [K in keyof Fragment]-?: (value: unknown) => boolean } = {
  tags: isTexts,
  coverage: (value) => isText(value) && /^\/.+\/$/.test(value),
  retry: (value) => value === 0 || value === 1 || value === 2,
  artifacts: (value) =>
    isRecord(value) &&
    Object.keys(value).every((key) => key === "reports" || key === "expire_in") &&
    isReports(value.reports) &&
    (value.expire_in === undefined || isText(value.expire_in)),
}

/** Whether a fragment's keys, which may have come from anywhere, are those that it may have. */
export const isFragment = (keys: unknown): keys is Fragment => fragmentFault(keys) === undefined

/** What is wrong with them, in words. */
export const fragmentFault = (keys: unknown): string | undefined => {
  if (!isRecord(keys)) return "is not an object"
  for (const [key, value] of Object.entries(keys)) {
    if (!Object.hasOwn(fits, key)) return `has the key '${key}', which it must not have`
    if (!fits[key as keyof Fragment](value)) return `has a value for '${key}' of the wrong shape` // the key is one of them
  }
  return undefined
}
