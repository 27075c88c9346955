import { refused } from "../guard-error.js"
import type { Caller } from "../output/world.js"
import type { Source } from "./source.js"

/**
 * The version of a candidate that builds nothing, as the builds of other candidates find theirs: the time of the commit in
 * UTC and the beginning of its id; for the push of a tag the tag, without a leading `v` and with `-` for what no image
 * tag may hold.
 */
export const versionOf = async ({ variables, platform }: Caller, source: Source): Promise<string> => {
  const commit = await platform.commit(variables, source.head)
  const tagged = platform.tag(variables)
  if (tagged === undefined) return `${await source.moment(commit)}-${commit.slice(0, 8)}`
  const bytes = Buffer.from(tagged.tag.replace(/^v/, ""), "utf8").toString("latin1")
  const version = bytes
    .replace(/[^A-Za-z0-9_.-]/g, "-")
    .replace(/^[.-]*/, "")
    .slice(0, 128)
  if (version === "") throw refused("SL6153", `the tag '${tagged.ref}' leaves no version`, "Give it letters or digits.")
  return version
}
