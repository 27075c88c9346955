import type { Release, ReleasedArtifact } from "@shipline/core/ledger"
import { refused } from "../guard-error.js"
import type { DeployPolicy, PolicyArtifact } from "../input/deploy-policy.js"
import type { NeededJob } from "../input/needs.js"
import type { Caller } from "../output/world.js"
import { checkArchive } from "./check-archive.js"
import type { Source } from "./source.js"
import { versionOf } from "./version-of.js"

/** What a build says about its artifact, if it can be true. */
const builtArtifact = (
  { name, kind, job = "" }: PolicyArtifact,
  jobs: ReadonlyMap<string, NeededJob>,
  { platform: { words } }: Caller,
) => {
  const built = jobs.get(job)
  const output = (key: string): string => built?.outputs.get(key) ?? ""
  const wrong = (what: string, value: string) =>
    refused(
      "SL6153",
      `the ${what} of '${name}' did not arrive whole from the job '${job}': ${JSON.stringify(value)}`,
      built?.result === "success" ? words.dropped : `'${job}' must have passed in this run.`,
    )
  const [digest, ref, version] = [output("digest"), output("ref"), output("version")]
  if (!/^sha256:[0-9a-f]{64}$/.test(digest)) throw wrong("digest", digest)
  if (!/^[\w.-]+$/.test(version)) throw wrong("version", version)
  const before = ref.slice(0, -digest.length - 1)
  const fits = kind === "files" ? before === name : /^[^\s@]+$/.test(before)
  if (!ref.endsWith(`@${digest}`) || !fits) throw wrong("reference", ref)
  const artifact: ReleasedArtifact = { kind, name, digest, ref }
  return { artifact, version }
}

/** The candidate of a run that builds: by what its jobs handed on, and what lies in the archives. */
export const builtRelease = async (
  caller: Caller,
  { artifacts, schema }: DeployPolicy,
  jobs: ReadonlyMap<string, NeededJob>,
  source: Source,
): Promise<Release> => {
  // A hotfix builds what it needs and skips the rest, which is then no part of the release.
  const chosen = artifacts.filter(({ job = "" }) => jobs.get(job)?.result !== "skipped")
  const built = chosen.map((one) => builtArtifact(one, jobs, caller))
  const versions = [...new Set(built.map(({ version }) => version))]
  if (versions.length > 1)
    throw refused(
      "SL6153",
      `the artifacts of this run are of several versions: ${versions.join(", ")}`,
      "Run all of its jobs again, so that they are built from one commit.",
    )
  for (const [index, { artifact }] of built.entries())
    await checkArchive(caller, chosen[index]?.archive, artifact, "its build handed on")
  const commit = await caller.platform.commit(caller.variables, source.head)
  return {
    version: versions[0] ?? (await versionOf(caller, source)),
    number: await source.number(commit),
    commit,
    artifacts: built.map(({ artifact }) => artifact),
    ...(schema === undefined ? {} : { schema }),
  }
}
