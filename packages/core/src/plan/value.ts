/** The fields of an artifact that a script may refer to. */
export type ArtifactField = "ref" | "digest" | "version" | "path" | "tag"

/**
 * What an environment variable of a job holds. A value is data that reaches the script when it runs;
 * its text never becomes part of the script.
 */
export type Value =
  | { readonly kind: "text"; readonly text: string }
  | { readonly kind: "artifact"; readonly artifact: string; readonly field: ArtifactField }
  /** `environment` is there when the secret belongs to that environment alone. */
  | { readonly kind: "secret"; readonly name: string; readonly environment?: string }
  | { readonly kind: "target"; readonly environment: string; readonly field: "name" | "url" }
  | { readonly kind: "matrix"; readonly key: string }
  | { readonly kind: "shard"; readonly field: "index" | "total" }

/** An environment variable by name. A list of pairs, not an object: names come from outside. */
export interface Variable {
  readonly name: string
  readonly value: Value
}

/** A shell script and the variables that it reads. `run` holds `${NAME}` where the program had a value. */
export interface Script {
  readonly run: string
  readonly variables: readonly Variable[]
}
