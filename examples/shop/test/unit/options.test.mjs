import assert from "node:assert/strict"
import { test } from "node:test"
import { readAddress } from "../../operations/address.mjs"
import { readOptions, readSeconds } from "../../operations/options.mjs"
import { placeOf } from "../../operations/place.mjs"
import { readRoot } from "../../operations/root.mjs"

const spec = { version: { env: "SHOP_VERSION" }, within: { fallback: "15" } }

/** @param {string[]} argv @param {Record<string, string>} [env] */
const read = (argv, env = {}) => readOptions(spec, { argv, env })

test("a flag wins over its variable, and a variable over nothing", () => {
  assert.deepEqual(read(["--version", "1"], { SHOP_VERSION: "2" }), { version: "1", within: "15" })
  assert.deepEqual(read(["--within=3"], { SHOP_VERSION: "2" }), { version: "2", within: "3" })
})

test("a missing, empty or unknown option is wrong usage", () => {
  assert.throws(() => read([]), { exitCode: 2, message: "--version (or SHOP_VERSION) is missing" })
  assert.throws(() => read(["--version", ""]), { exitCode: 2, message: "--version (or SHOP_VERSION) is empty" })
  assert.throws(() => read(["--version="], { SHOP_VERSION: "2" }), { exitCode: 2, message: /is empty/ })
  assert.throws(() => read([], { SHOP_VERSION: "" }), { exitCode: 2, message: /is empty/ })
  assert.throws(() => read(["--verison", "1"]), { exitCode: 2, message: /--verison/ })
  assert.throws(() => read(["stray"]), { exitCode: 2 })
})

test("seconds are a positive number", () => {
  assert.equal(readSeconds("within", "0.5"), 500)
  for (const text of ["0", "-1", "soon", "601", ""]) assert.throws(() => readSeconds("within", text), { exitCode: 2 })
})

test("an address is one on this machine", () => {
  assert.deepEqual(readAddress("http://127.0.0.1:4101/"), {
    url: "http://127.0.0.1:4101",
    host: "127.0.0.1",
    port: 4101,
  })
  assert.deepEqual(readAddress("http://[::1]:4101"), { url: "http://[::1]:4101", host: "::1", port: 4101 })
  for (const url of ["127.0.0.1:4101", "http://127.0.0.1", "https://127.0.0.1:4101", "http://shop.example:4101", ""])
    assert.throws(() => readAddress(url), { exitCode: 2, message: /is not an address on this machine/ })
})

test("SHOP_ROOT is absolute, a flag may be relative", () => {
  assert.equal(readRoot("/live", { SHOP_ROOT: "/live" }), "/live")
  assert.match(readRoot("live", {}), /\/live$/)
  assert.throws(() => readRoot("live", { SHOP_ROOT: "live" }), { exitCode: 2, message: /must be an absolute path/ })
})

test("an environment's name cannot lead out of the root", () => {
  assert.equal(placeOf("/live", "dev").database, "/live/dev/data/shop.db")
  for (const name of ["", ".", "..", "../x", "a/b", "-x", "a b"])
    assert.throws(() => placeOf("/live", name), { exitCode: 2, message: /cannot be the name of an environment/ })
})
