import type { BuildNode } from "@shipline/core/plan"
import { type Build, subject } from "../../shared/facts.js"
import { handOvers } from "../../shared/hand-over.js"
import { familiarName } from "../../shared/registry.js"
import { jobScope } from "../job-scope.js"
import type { GitlabJob } from "../model.js"
import { artifactVariable, shellName } from "../names.js"
import type { Part } from "../part.js"
import { reach } from "../reach.js"
import type { Scope } from "../scope.js"
import { packScript } from "../scripts/files.js"
import { handOnImageScript } from "../scripts/image.js"
import { publishes, publishesScript } from "../scripts/publishes.js"
import type { ReceiptLine } from "../scripts/receipt.js"
import { registryLogin, take, takeFacts, takeVersion } from "../take.js"
import { baseJob, draft, isLaned } from "./base.js"

/** How a build hands its artifact on: before the recipe, after it, what its receipt says, and the files that are kept. */
interface HandOn {
  readonly first: readonly string[]
  readonly last: readonly string[]
  readonly receipt: readonly ReceiptLine[]
  readonly keeps: readonly string[]
}

const handOn = ({ artifact, short, node }: Build, part: Part): HandOn => {
  const [digest, ref, tag] = (["digest", "ref", "tag"] as const).map((field) => shellName(short, field))
  const base = artifactVariable(short)
  const version: ReceiptLine = ["version", "$shipline_version"]
  if (artifact.kind === "files") {
    for (const path of artifact.paths)
      if (/\p{Cc}|^\/|^-/u.test(path) || path.split("/").includes(".."))
        part.report.add("SL3324", subject(node), node.title, `the path '${path}'`)
    const list = part.variables.keep("SHIPLINE_PATHS", artifact.paths.join("\n"))
    return {
      first: [],
      last: [packScript(short, list, String(digest))],
      receipt: [
        ["digest", `$${digest}`],
        version,
        ["ref", `$${base}@$${digest}`],
        ["tag", `$${base}:$shipline_version`],
      ],
      keeps: [`.shipline/work/${short}/${short}.tar.gz`],
    }
  }
  const { events, checked } = part
  const pushes = events.release.length > 0 || events.hotfix.length > 0
  const kept = events.trying.length > 0 && checked.has(artifact.name)
  const familiar = part.variables.keep("SHIPLINE_FAMILIAR", familiarName(artifact.repository))
  const image = {
    short,
    repository: base,
    familiar,
    digest: `${digest}`,
    ref: `${ref}`,
    tag: `${tag}`,
  }
  return {
    // Before the recipe: it may pull what it builds on from the same registry, or push by itself.
    first: pushes ? [registryLogin(artifact, events.trying.length > 0 ? publishes : undefined, part)] : [],
    last: [
      `# Name the image\n${tag}="$${base}:$shipline_version"\n`,
      handOnImageScript(image, { silent: events.trying.length > 0 ? publishes : undefined, publishes: pushes, kept }),
    ].filter((one) => one !== ""),
    receipt: [
      ...(pushes || kept ? ([["digest", `$${digest}`]] as const) : []),
      version,
      ...(pushes || kept ? ([["ref", `$${ref}`]] as const) : []),
      ["tag", `$${tag}`],
    ],
    keeps: kept ? [`.shipline/work/${short}/${short}.tar`] : [],
  }
}

/** Builds an artifact and hands it on by digest. */
export const buildJob = (node: BuildNode, scope: Scope): readonly GitlabJob[] => {
  const begun = draft(jobScope(node, scope))
  const { part } = begun
  const build = scope.builds.get(node.artifact)
  if (build === undefined) {
    scope.report.add("SL3324", subject(node), node.title, `the artifact '${node.artifact}'`)
    return []
  }
  const version = takeVersion(part)
  const { first, last, receipt, keeps } = handOn(build, part)
  const taken = handOvers(part)
  const images = build.artifact.kind === "image" || taken.some(({ artifact }) => artifact.kind === "image")
  const tried = images && part.events.trying.length > 0
  const base = baseJob(begun, {
    id: node.id,
    laned: isLaned(part),
    first: [
      ...(tried ? [publishesScript(part.plan.on)] : []),
      ...version,
      ...takeFacts(taken, part),
      ...take(taken, part),
      ...first,
    ],
    last,
    receipt,
  })
  return [
    {
      ...base,
      ...reach(node, scope),
      interruptible: !scope.released.has(node.id),
      keeps: [...base.keeps, ...keeps],
    },
  ]
}
