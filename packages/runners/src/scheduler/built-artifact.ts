/** An artifact that this run has built. A `files` artifact gets its `path` in each job that uses it. */
export interface BuiltArtifact {
  readonly kind: "image" | "files"
  readonly name: string
  /** `sha256:` and 64 hexadecimal digits. */
  readonly digest: string
  readonly ref: string
  readonly tag: string
  /** The version of the run: `20260131.120000-0a1b2c3d`. */
  readonly version: string
}
