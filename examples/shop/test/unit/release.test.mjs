import assert from "node:assert/strict"
import { cpSync, existsSync, readdirSync, readlinkSync, rmSync, symlinkSync, writeFileSync } from "node:fs"
import { join } from "node:path"
import { test } from "node:test"
import { build } from "../../operations/build.mjs"
import { readManifest, releaseIn } from "../../operations/manifest.mjs"
import { placeOf, preparePlace } from "../../operations/place.mjs"
import {
  currentRelease,
  installRelease,
  lastGoodRelease,
  markAnswered,
  pruneReleases,
  releaseName,
  switchTo,
} from "../../operations/release.mjs"
import { SOURCE } from "../support/source.mjs"
import { temporaryFolder } from "../support/temporary-folder.mjs"

/** @param {number} number */
const digestOf = (number) => `sha256:${String(number).padStart(64, "0")}`

/** @param {import("node:test").TestContext} context */
function setUp(context) {
  const folder = temporaryFolder(context)
  const from = join(folder, "dist")
  build(SOURCE, from)
  const place = placeOf(folder, "dev")
  preparePlace(place)
  return { folder, from, place }
}

test("building twice gives the same release", (context) => {
  const folder = temporaryFolder(context)
  const first = build(SOURCE, join(folder, "a"))
  cpSync(join(SOURCE, "src"), join(folder, "copy/src"), { recursive: true })
  cpSync(join(SOURCE, "migrations"), join(folder, "copy/migrations"), { recursive: true })
  assert.equal(build(join(folder, "copy"), join(folder, "b")), first)
  assert.equal(build(SOURCE, join(folder, "a")), first)
  assert.deepEqual(readManifest(join(folder, "a")), readManifest(join(folder, "b")))
})

test("a release is found in the artifact, packed with its path or without", (context) => {
  const { folder, from } = setUp(context)
  assert.equal(releaseIn(from), from)
  assert.equal(releaseIn(folder), from)
})

test("a release that is not as it was built is refused", (context) => {
  const { from } = setUp(context)
  writeFileSync(join(from, "src/main.mjs"), "changed")
  assert.throws(() => readManifest(from), /src\/main\.mjs is not as it was built/)
  rmSync(join(from, "src/main.mjs"))
  assert.throws(() => readManifest(from), /src\/main\.mjs is missing/)
  rmSync(join(from, "manifest.json"))
  assert.throws(() => readManifest(from), /holds no release of the shop/)
  writeFileSync(join(from, "manifest.json"), '{"name":"shop","schema":1,"files":{"../x":"0"}}')
  assert.throws(() => readManifest(from), /leads out of the release/)
})

test("a version that is built again gets a folder of its own", () => {
  assert.notEqual(releaseName("1.0.0", `sha256:${"a".repeat(64)}`), releaseName("1.0.0", "b".repeat(64)))
  for (const version of ["", "..", "a/b", "-1", "a b"])
    assert.throws(() => releaseName(version, digestOf(1)), { exitCode: 2, message: /cannot be a version/ })
  for (const digest of ["", "abc", "sha256:", `sha1:${"a".repeat(64)}`])
    assert.throws(() => releaseName("1.0.0", digest), { exitCode: 2, message: /is not a sha256 digest/ })
})

test("installing a release again repairs it", (context) => {
  const { from, place } = setUp(context)
  const release = installRelease(place, from, { version: "1.0.0", digest: digestOf(1) })
  const main = join(place.releases, release.name, "src/main.mjs")
  rmSync(main)
  assert.equal(installRelease(place, from, { version: "1.0.0", digest: digestOf(1) }).name, release.name)
  assert.ok(existsSync(main))
})

test("the switch replaces the current release, even after a switch that was cut short", (context) => {
  const { from, place } = setUp(context)
  const releases = [1, 2].map((n) => installRelease(place, from, { version: `${n}.0.0`, digest: digestOf(n) }))
  assert.equal(currentRelease(place), undefined)
  symlinkSync("nowhere", `${place.current}.draft`)
  for (const release of releases) {
    switchTo(place, release)
    assert.equal(currentRelease(place)?.version, release.version)
  }
  assert.equal(readlinkSync(place.current), join("releases", String(releases[1]?.name)))
})

test("five releases stay, among them the current one and the last that answered", (context) => {
  const { from, place } = setUp(context)
  /** @param {number} n */
  const install = (n) => installRelease(place, from, { version: `${n}.0.0`, digest: digestOf(n) })
  const good = install(1)
  markAnswered(place, good)
  switchTo(place, good)
  for (const n of [2, 3, 4, 5, 6, 7, 8]) install(n)
  assert.equal(lastGoodRelease(place)?.version, "1.0.0")
  pruneReleases(place)
  const left = readdirSync(place.releases).map((name) => name.split("-")[0])
  assert.equal(left.length, 5)
  assert.ok(left.includes("1.0.0"))
})
