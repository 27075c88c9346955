import { cpSync, existsSync, mkdirSync, readdirSync, readlinkSync, renameSync, rmSync, symlinkSync } from "node:fs"
import { basename, dirname, join } from "node:path"
import { readJsonFile, writeJsonFile } from "./json-file.mjs"
import { readManifest } from "./manifest.mjs"
import { usage } from "./problem.mjs"

/** @typedef {import("./place.mjs").Place} Place */

/**
 * A release that is on an environment's disk.
 *
 * @typedef {object} Release
 * @property {string} name  its folder
 * @property {string} version
 * @property {string} digest
 * @property {number} schema
 * @property {string} installedAt
 * @property {string} [answeredAt]  when it last answered over HTTP; a release that never did is no way back
 */

const KEEP = 5
const RECORD = "release.json"

/**
 * A folder's name holds version and digest: a version that is built again gets a folder of its own, and never
 * replaces the files of a running server.
 *
 * @param {string} version
 * @param {string} digest
 */
export function releaseName(version, digest) {
  if (!/^[A-Za-z0-9][A-Za-z0-9._+-]{0,99}$/.test(version)) throw usage(`'${version}' cannot be a version`)
  const hex = /^(?:sha256:)?([0-9a-f]{64})$/.exec(digest)?.[1]
  if (hex === undefined) throw usage(`'${digest}' is not a sha256 digest`)
  return `${version}-${hex.slice(0, 12)}`
}

/**
 * Copies a release from the artifact to the environment. It appears under its name only once it is complete.
 *
 * @param {Place} place
 * @param {string} from
 * @param {{ version: string, digest: string }} identity
 * @returns {Release}
 */
export function installRelease(place, from, { version, digest }) {
  const name = releaseName(version, digest)
  const manifest = readManifest(from)
  const folder = join(place.releases, name)
  const known = readRelease(place, name)
  const release = { ...known, name, version, digest, schema: manifest.schema, installedAt: new Date().toISOString() }
  if (known === undefined || !isComplete(folder)) {
    const draft = join(place.releases, ".draft")
    rmSync(draft, { recursive: true, force: true })
    for (const path of ["manifest.json", ...Object.keys(manifest.files)]) {
      mkdirSync(dirname(join(draft, path)), { recursive: true })
      cpSync(join(from, path), join(draft, path), { dereference: true })
    }
    rmSync(folder, { recursive: true, force: true })
    renameSync(draft, folder)
  }
  writeJsonFile(join(folder, RECORD), release)
  return release
}

/** @param {string} folder */
function isComplete(folder) {
  try {
    return readManifest(folder) !== undefined
  } catch {
    return false
  }
}

/** @param {Place} place @param {string} name @returns {Release | undefined} */
export const readRelease = (place, name) => readJsonFile(join(place.releases, name, RECORD))

/** @param {Place} place @param {Release} release */
export function markAnswered(place, release) {
  writeJsonFile(join(place.releases, release.name, RECORD), { ...release, answeredAt: new Date().toISOString() })
}

/** The releases on disk, the newest first. @param {Place} place @returns {Release[]} */
export function listReleases(place) {
  if (!existsSync(place.releases)) return []
  const releases = readdirSync(place.releases).flatMap((name) => readRelease(place, name) ?? [])
  return releases.sort((a, b) => b.installedAt.localeCompare(a.installedAt))
}

/** The release to go back to: the last one that answered. @param {Place} place */
export function lastGoodRelease(place) {
  const good = listReleases(place).filter((release) => release.answeredAt !== undefined)
  return good.sort((a, b) => String(b.answeredAt).localeCompare(String(a.answeredAt)))[0]
}

/** @param {Place} place @returns {Release | undefined} */
export function currentRelease(place) {
  try {
    return readRelease(place, basename(readlinkSync(place.current)))
  } catch {
    return undefined
  }
}

/** Points `current` at a release, by rename: there is no moment without a current release. @param {Place} place @param {Release} release */
export function switchTo(place, release) {
  const draft = `${place.current}.draft`
  rmSync(draft, { force: true })
  symlinkSync(join("releases", release.name), draft)
  renameSync(draft, place.current)
}

/** Removes all but the newest releases, and never the current one or the way back. @param {Place} place */
export function pruneReleases(place) {
  const needed = [currentRelease(place)?.name, lastGoodRelease(place)?.name]
  const others = listReleases(place).filter(({ name }) => !needed.includes(name))
  const kept = new Set(needed.filter((name) => name !== undefined)).size
  for (const { name } of others.slice(KEEP - kept)) rmSync(join(place.releases, name), { recursive: true, force: true })
}
