import type { ReleasedArtifact } from "@shipline/core/ledger"
import { refused } from "../guard-error.js"
import { needed } from "../input/variables.js"
import type { Caller } from "../output/world.js"
import { digestOf } from "./digest-of.js"

/** Looks at the bytes that would be deployed: they must be those of the release. `source` says who named their digest. */
export const checkArchive = async (
  { variables, platform: { work } }: Caller,
  archive: string | undefined,
  { name, digest }: ReleasedArtifact,
  source: string,
): Promise<void> => {
  if (archive === undefined) return
  const actual = await digestOf({ variable: work, folder: needed(variables, work) }, archive)
  if (actual === digest) return
  throw refused(
    "SL6154",
    `'${name}' is not what it should be: the archive has the digest ${actual}, ${source} ${digest}`,
    "Somebody has replaced the archive, or it did not arrive whole. Run again; if it stays, find out who writes there.",
  )
}
