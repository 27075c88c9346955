import { slug } from "@shipline/core/plan"
import {
  artifactBase,
  type HandedField,
  type HandOver,
  ledgerOutput,
  namesTags,
  pullsImage,
} from "../shared/hand-over.js"
import { usedFields } from "../shared/job-values.js"
import { type Image, onePerRegistry, registryOf } from "../shared/registry.js"
import { artifactVariable, nameOf, shellName } from "./names.js"
import type { Part } from "./part.js"
import type { Origin } from "./scope.js"
import { arrivedScript } from "./scripts/arrived.js"
import { fetchScript, unpackScript } from "./scripts/files.js"
import { loadScript, loginScript } from "./scripts/image.js"
import { publishes } from "./scripts/publishes.js"
import { readReceipts } from "./scripts/receipt.js"
import { versionScript } from "./scripts/version.js"
import { within } from "./scripts/within.js"
import { hold } from "./value.js"

/** What is read of each artifact: what shows that it is whole, and what a script uses. */
const fieldsOf = ({ fields }: HandOver): readonly HandedField[] => [
  "digest",
  "version",
  "ref",
  ...(fields.has("tag") ? (["tag"] as const) : []),
]

const assigned = ({ short }: HandOver, field: HandedField, words: string): string =>
  `${shellName(short, field)}="${words}"\n`

/** Each field of an artifact by its shell variable, as an earlier job's receipt says it. */
const fromBuild = (taken: HandOver): string =>
  fieldsOf(taken)
    .map((field) => assigned(taken, field, `$(receipt ${nameOf(taken.node.id)} ${field})`))
    .join("")

const fromRedeploy = (taken: HandOver, job: string): string =>
  fieldsOf(taken)
    .map((field) => assigned(taken, field, `$(receipt ${job} ${ledgerOutput(taken, field)})`))
    .join("")

const fromGuard = (taken: HandOver): string =>
  fieldsOf(taken)
    .map((field) => assigned(taken, field, `$(told ${ledgerOutput(taken, field)})`))
    .join("")

/** Lines for the lanes that deploy again, and lines for the others. */
const byLane = (again: string, otherwise: string): string =>
  `case "$SHIPLINE_LANE" in
  promote | rollback)
${within(again, 2)}    ;;
  *)
${within(otherwise, 2)}    ;;
esac
`

const arrived = (taken: HandOver): string => {
  const words = (["digest", "version", "ref"] as const).map((field) => `"$${shellName(taken.short, field)}"`)
  return `arrived ${taken.short} ${words.join(" ")}\n`
}

const facts: { readonly [K in Origin["kind"]]: (taken: HandOver, part: Part) => string } = {
  build: fromBuild,
  ledger: fromGuard,
  either: (taken, { origin }) => {
    const redeploy = origin.kind === "either" ? origin.redeploy : undefined
    return redeploy?.artifacts.has(taken.artifact.name) === true
      ? byLane(fromRedeploy(taken, redeploy.id), fromBuild(taken))
      : fromBuild(taken)
  },
}

/** Sets the shell variables of what is handed on, and stops where something is not whole. */
export const takeFacts = (taken: readonly HandOver[], part: Part): readonly string[] =>
  taken.length === 0
    ? []
    : [
        `# Take what was handed on\n${part.origin.kind === "ledger" ? "" : readReceipts}${arrivedScript(mayBeTried(taken, part))}${taken
          .map((one) => facts[part.origin.kind](one, part) + arrived(one))
          .join("")}`,
      ]

/** The same anew, of what the guard has admitted. */
export const takeAgain = (taken: readonly HandOver[]): readonly string[] =>
  taken.length === 0 ? [] : [`# Take what was admitted\n${taken.map((one) => fromGuard(one) + arrived(one)).join("")}`]

/** The version, and the names of artifacts, where a job waits for no build. */
export const takeVersion = (part: Part): readonly string[] => {
  if (part.node.kind !== "build" && !namesTags(part)) return []
  const used = usedFields(part.job)
  for (const { short, artifact, node } of part.builds.values())
    if (node === part.node || (used.get(artifact.name)?.has("tag") === true && !part.node.needs.includes(node.id)))
      part.variables.keep(artifactVariable(short), artifactBase(artifact))
  const { origin } = part
  if (origin.kind === "build") return [versionScript]
  if (origin.kind === "ledger") return ['# Find the version\nshipline_version="$(told version)"\n']
  return [
    `# Find the version\n${readReceipts}${byLane(
      `shipline_version="$(receipt ${origin.redeploy.id} version)"\n`,
      versionScript.replace(/^#.*\n/, ""),
    )}`,
  ]
}

const named = (taken: HandOver): Parameters<typeof fetchScript>[1] => ({
  short: taken.short,
  version: shellName(taken.short, "version"),
  digest: shellName(taken.short, "digest"),
})

const takeFiles = (taken: HandOver, part: Part): readonly string[] => {
  if (!taken.fields.has("path")) return []
  const fetch = fetchScript(slug(part.plan.name), named(taken))
  const bring: { readonly [K in Origin["kind"]]: readonly string[] } = {
    build: [],
    ledger: [fetch],
    either: [`${fetch.split("\n", 1)[0]}, where it was deployed again\n${inAgain(fetch)}`],
  }
  return [...bring[part.origin.kind], unpackScript(taken.short, shellName(taken.short, "digest"))]
}

const inAgain = (lines: string): string =>
  `case "$SHIPLINE_LANE" in
  promote | rollback)
${within(lines.replace(/^#.*\n/, ""), 2)}    ;;
esac
`

/** Whether a job may run where nothing is published and images are handed on as files. */
const isLocal = ({ events, released, node }: Part): boolean => events.trying.length > 0 && !released.has(node.id)

/** Whether a job takes images, and may take those of a pipeline that publishes nothing. */
export const mayBeTried = (taken: readonly HandOver[], part: Part): boolean =>
  taken.some(({ artifact }) => artifact.kind === "image") && isLocal(part)

const takeImage = (taken: HandOver, part: Part): readonly string[] =>
  pullsImage(taken) && isLocal(part)
    ? [
        loadScript(
          { short: taken.short, digest: shellName(taken.short, "digest"), ref: shellName(taken.short, "ref") },
          publishes,
          part.docker,
        ),
      ]
    : []

const takers = { files: takeFiles, image: takeImage } as const

/** Logs docker in to the registry of an image, on pipelines that publish. */
export const registryLogin = (image: Image, silent: string | undefined, part: Part): string => {
  const words = (name: string, login: Image["login"], key: "username" | "password"): string | undefined => {
    if (login === undefined) return undefined
    const held = hold(login[key], part)
    return held.kind === "shell" ? held.words : `$${part.variables.keep(name, held.text)}`
  }
  const username = words("SHIPLINE_USERNAME", image.login, "username")
  const password = words("SHIPLINE_PASSWORD", image.login, "password")
  return loginScript({
    registry: part.variables.keep("SHIPLINE_REGISTRY", registryOf(image.repository)),
    ...(username === undefined || password === undefined ? {} : { username, password }),
    silent,
    certain: part.docker,
  })
}

/** Brings the artifacts to where the job's scripts find them: files unpacked, images within reach of docker. */
export const take = (taken: readonly HandOver[], part: Part): readonly string[] => {
  const pulled = taken.filter(pullsImage).flatMap(({ artifact }) => (artifact.kind === "image" ? [artifact] : []))
  const silent = isLocal(part) ? publishes : undefined
  const pushes = part.events.release.length > 0 || part.events.hotfix.length > 0
  const logins = pushes ? onePerRegistry(pulled).map((image) => registryLogin(image, silent, part)) : []
  return [...logins, ...taken.flatMap((one) => takers[one.artifact.kind](one, part))]
}
