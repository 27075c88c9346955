import type { Place } from "../plan/place.js"
import type { Artifact as ArtifactPlan } from "../plan/plan.js"
import type { ArtifactField } from "../plan/value.js"
import { type Defined, definition, definitionReader } from "./brand.js"
import { at, capturePlace } from "./capture-place.js"
import { deepFreeze } from "./deep-freeze.js"
import type { Literal } from "./literal.js"
import { checkName } from "./name.js"
import { makeRef, type Ref, refValue } from "./ref.js"
import { refuse } from "./refuse.js"

/** What is built once from a source, identified by digest, and promoted unchanged. */
export interface Artifact<Name extends string> {
  readonly name: Name
  /** What a deployment names: `repository@sha256:…` for an image, `name@sha256:…` for files. */
  readonly ref: Ref<Name>
  /** `sha256:` and 64 hexadecimal digits. */
  readonly digest: Ref<Name>
  /** The version of the run: commit time in UTC and commit, `20261123.101500-1a2b3c4d`, or the tag that started it. */
  readonly version: Ref<Name>
  /** The folder in which the files lie unpacked. Only for files: an image has none (SL2015). */
  readonly path: Ref<Name>
  /** The name that the recipe gives to what it builds: `repository:version`, `name:version`. Known before the artifact is built. */
  readonly tag: Ref
}

/** Where an image is kept. */
export interface ImageOptions {
  /** Registry and path, without tag or digest: `ghcr.io/acme/shop`. */
  readonly repository: string
  /** Who logs in to the registry. Default: the platform's own token, which fits the platform's own registry. */
  readonly login?: { readonly username: string | Ref; readonly password: Ref }
}

/** What an artifact of files is packed from. */
export interface FilesOptions {
  /** Files and folders to pack, relative to the project. At least one; none may lead out of it. */
  readonly paths: readonly string[]
}

const repository =
  /^(?:[a-z0-9](?:[a-z0-9.-]*[a-z0-9])?(?::\d+)?\/)?[a-z0-9]+(?:(?:[._]|__|-+)[a-z0-9]+)*(?:\/[a-z0-9]+(?:(?:[._]|__|-+)[a-z0-9]+)*)*$/

/**
 * A container image, promoted by its digest. Use it for what runs in containers. The recipe of the build makes
 * `image.tag`; Shipline pushes it (never on a pull request) and hands the digest on.
 *
 * @throws SL1001 for the name, SL1006 for a repository that is no image name.
 * @example
 * ```ts
 * import { artifact } from "@shipline/core"
 *
 * export const app = artifact.image("app", { repository: "ghcr.io/acme/shop" })
 * ```
 */
function image<const N extends string>(name: Literal<N>, options: ImageOptions): Artifact<N> {
  const place = capturePlace(image)
  checkName("an artifact", name, place)
  if (typeof options?.repository !== "string" || !repository.test(options.repository))
    refuse(
      "SL1006",
      `artifacts.${name}`,
      `'${String(options?.repository)}' is not the name of an image repository`,
      "Write registry and path in lower case, without tag or digest: ghcr.io/acme/shop.",
      place,
    )
  const login = options.login === undefined ? {} : { login: loginOf(options.login, place) }
  return makeArtifact<N>({ kind: "image", name, repository: options.repository, ...login, ...at(place) })
}

const loginOf = (login: NonNullable<ImageOptions["login"]>, place: Place | undefined) => {
  const password = refValue(login.password)
  const username =
    typeof login.username === "string" ? { kind: "text" as const, text: login.username } : refValue(login.username)
  if (username !== undefined && password?.kind === "secret") return { username, password }
  return refuse(
    "SL1006",
    "artifact.image",
    "the login of a registry needs a user name and a secret",
    'Write login: { username: "ci", password: secret("REGISTRY_TOKEN") }.',
    place,
  )
}

/**
 * Files of the build, packed the same way every time and promoted by the sha256 of the pack. Use it for what is
 * deployed as a folder: bundles, static sites, packages.
 *
 * @throws SL1001 for the name, SL1006 for paths that are empty, absolute or lead out of the project.
 * @example
 * ```ts
 * import { artifact } from "@shipline/core"
 *
 * export const site = artifact.files("site", { paths: ["dist"] })
 * ```
 */
function files<const N extends string>(name: Literal<N>, options: FilesOptions): Artifact<N> {
  const place = capturePlace(files)
  checkName("an artifact", name, place)
  const paths = Array.isArray(options?.paths) ? options.paths : []
  const bad = paths.find((path: unknown) => !isInside(path))
  if (paths.length === 0 || bad !== undefined)
    refuse(
      "SL1006",
      `artifacts.${name}`,
      bad === undefined ? `'${name}' packs no path` : `'${String(bad)}' is not a path inside the project`,
      'Name files or folders relative to the project, with "/" between them: paths: ["dist"].',
      place,
    )
  return makeArtifact<N>({ kind: "files", name, paths: [...new Set(paths)], ...at(place) })
}

const isInside = (path: unknown): boolean =>
  typeof path === "string" && path !== "" && !/^[/~-]|^[a-z]:|\\|\p{Cc}/iu.test(path) && !path.split("/").includes("..")

const makeArtifact = <N extends string>(plan: ArtifactPlan): Artifact<N> => {
  const field = <Needs extends string>(name: ArtifactField) =>
    makeRef<Needs>({ kind: "artifact", artifact: plan.name, field: name })
  const made: Artifact<N> & Defined<ArtifactPlan> = {
    name: plan.name as N, // the literal that `name` was
    ref: field<N>("ref"),
    digest: field<N>("digest"),
    version: field<N>("version"),
    path: field<N>("path"),
    tag: field<never>("tag"),
    [definition]: deepFreeze(plan),
  }
  return Object.freeze(made)
}

/** What a pipeline builds: `artifact.image` for containers, `artifact.files` for folders. */
export const artifact: { readonly image: typeof image; readonly files: typeof files } = Object.freeze({ image, files })

export const artifactPlan = definitionReader<ArtifactPlan>((found) => found.kind === "image" || found.kind === "files")
