import assert from "node:assert/strict"
import { writeFileSync } from "node:fs"
import { join } from "node:path"
import { test } from "node:test"
import { writeJsonFile } from "../../operations/json-file.mjs"
import { withLock } from "../../operations/lock.mjs"
import { placeOf, preparePlace } from "../../operations/place.mjs"
import { temporaryFolder } from "../support/temporary-folder.mjs"

/** @param {import("node:test").TestContext} context */
function setUp(context) {
  const place = placeOf(temporaryFolder(context), "dev")
  preparePlace(place)
  /** @type {string[]} */
  const said = []
  return { place, said, say: (/** @type {string} */ line) => void said.push(line) }
}

test("one owner at a time, the next one waits", async (context) => {
  const { place, said, say } = setUp(context)
  /** @type {string[]} */
  const steps = []
  const { promise: held, resolve: letGo } = Promise.withResolvers()
  const first = withLock(place, { what: "the first", say }, async () => {
    steps.push("first begins")
    await held
    steps.push("first ends")
  })
  const second = withLock(place, { what: "the second", say }, () => void steps.push("second"))
  setTimeout(letGo, 150)
  await Promise.all([first, second])
  assert.deepEqual(steps, ["first begins", "first ends", "second"])
  assert.deepEqual(said, [`waits for the first (process ${process.pid})`])
})

test("who waits too long gives up and says for whom", async (context) => {
  const { place, say } = setUp(context)
  await withLock(place, { what: "the first", say }, async () => {
    const second = withLock(place, { what: "the second", say, within: 10 }, () => assert.fail("must not run"))
    await assert.rejects(second, /dev is locked by the first \(process \d+\); gave up/)
  })
})

test("the lock is free again when the work fails", async (context) => {
  const { place, say } = setUp(context)
  const failing = withLock(place, { what: "one", say }, () => Promise.reject(new Error("no")))
  await assert.rejects(failing, /no/)
  assert.equal(await withLock(place, { what: "two", say, within: 10 }, () => "done"), "done")
})

test("the note of an owner that is gone is no lock", async (context) => {
  const { place, said, say } = setUp(context)
  writeJsonFile(place.lockOwner, { pid: process.pid, what: "the deployment of 1.0.0 to dev" })
  assert.equal(await withLock(place, { what: "two", say, within: 10 }, () => "done"), "done")
  assert.match(String(said[0]), /the deployment of 1\.0\.0 to dev \(process \d+\) ended before it was done/)
  writeFileSync(join(place.folder, "run/lock-owner.json"), "{ half")
  assert.equal(await withLock(place, { what: "three", say, within: 10 }, () => "done"), "done")
})

test("an aborted wait ends with the reason", async (context) => {
  const { place, say } = setUp(context)
  await withLock(place, { what: "the first", say }, async () => {
    const stop = new AbortController()
    setTimeout(() => stop.abort(new Error("stopped by SIGTERM")), 20)
    const second = withLock(place, { what: "the second", say, signal: stop.signal }, () => assert.fail("must not run"))
    await assert.rejects(second, /stopped by SIGTERM/)
  })
})
