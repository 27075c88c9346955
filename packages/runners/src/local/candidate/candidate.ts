import type { Release } from "@shipline/core/ledger"
import type { BuiltArtifact } from "../../scheduler/built-artifact.js"

/** What a run deploys: what it builds, or, of a promotion or a rollback, what the ledger has. */
export interface Candidate extends Pick<Release, "version" | "commit" | "number" | "schema"> {
  /** What there is of it so far, by name; of a release from the ledger from the start. */
  readonly built: Map<string, BuiltArtifact>
}

/** A candidate as a release, with what is built at this moment. */
export const releaseOf = ({ version, number, commit, schema, built }: Candidate): Release => ({
  version,
  number,
  commit,
  artifacts: [...built.values()].map(({ kind, name, digest, ref }) => ({ kind, name, digest, ref })),
  ...(schema === undefined ? {} : { schema }),
})
