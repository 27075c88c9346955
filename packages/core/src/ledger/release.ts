/** An artifact of a release, as it was built. */
export interface ReleasedArtifact {
  readonly kind: "image" | "files"
  readonly name: string
  /** `sha256:` and 64 hexadecimal digits. */
  readonly digest: string
  /** `repository@sha256:…` for an image, `name@sha256:…` for files. */
  readonly ref: string
}

/** Which versions of a database a release and its environment understand. */
export interface SchemaRange {
  /** The version to which the release's migrations bring the environment. */
  readonly version: number
  /** The oldest version whose releases still run on it: expand first, contract later. */
  readonly oldest: number
}

/** What is deployed: the artifacts of one commit, under one version. */
export interface Release {
  /** `20261123.101500-1a2b3c4d`, or the tag that started its run. */
  readonly version: string
  /** How many commits its source has behind it, itself included: of two releases the higher one is newer. */
  readonly number: number
  /** The full id of the commit. */
  readonly commit: string
  readonly artifacts: readonly ReleasedArtifact[]
  readonly schema?: SchemaRange
}

/**
 * What makes two releases the same: their artifacts by digest, or the commit where nothing was built. A version alone
 * proves nothing, because it can be built again.
 */
export const releaseKey = ({ artifacts, commit }: Pick<Release, "artifacts" | "commit">): string =>
  artifacts.length === 0
    ? `commit:${commit}`
    : artifacts
        .map(({ name, digest }) => `${name}@${digest}`)
        .sort()
        .join(" ")
