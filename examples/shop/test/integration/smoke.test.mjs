import assert from "node:assert/strict"
import { test } from "node:test"
import { api } from "../support/api.mjs"
import { freePort } from "../support/free-port.mjs"
import { run } from "../support/run.mjs"
import { runningShop } from "../support/running-shop.mjs"

test("the smoke test passes on a healthy shop and leaves its stock alone", async (context) => {
  const { url } = await runningShop(context)
  const before = (await api(url)("GET", "/api/products")).json
  const { code, stderr } = await run("smoke", { url: `${url}/`, version: "1.2.3" })
  assert.equal(code, 0, stderr)
  assert.match(stderr, /smoke: order: passed/)
  assert.deepEqual((await api(url)("GET", "/api/products")).json, before)
})

test("the smoke test fails on another version, in time", async (context) => {
  const { url } = await runningShop(context)
  const started = performance.now()
  const { code, stderr } = await run("smoke", { url, version: "1.2.4", within: "0.5" })
  assert.equal(code, 1)
  assert.match(stderr, /version: did not pass within 0\.5 seconds: expected version 1\.2\.4, .* runs 1\.2\.3/)
  assert.ok(performance.now() - started < 3000)
})

test("the smoke test fails where nothing answers", async () => {
  const url = `http://127.0.0.1:${await freePort()}`
  const { code, stderr } = await run("smoke", { url, version: "1", within: "0.3" })
  assert.equal(code, 1)
  assert.match(stderr, /health: did not pass within 0\.3 seconds: .*ECONNREFUSED/)
})

test("wrong usage of the smoke test is exit code 2", async () => {
  assert.equal((await run("smoke", { url: "shop.example", version: "1" })).code, 2)
  assert.equal((await run("smoke", { url: "http://127.0.0.1:1", version: "" })).code, 2)
})
