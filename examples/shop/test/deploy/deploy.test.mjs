import assert from "node:assert/strict"
import { readdirSync, readlinkSync } from "node:fs"
import { join } from "node:path"
import { test } from "node:test"
import { api } from "../support/api.mjs"
import { run } from "../support/run.mjs"
import { world } from "../support/world.mjs"

test("three environments live side by side, and stop leaves nothing", async (context) => {
  const machine = world(context)
  const first = machine.release("1.0.0")
  const targets = await Promise.all(["dev", "staging", "production"].map(machine.target))
  for (const target of targets) {
    assert.equal((await machine.migrate(target, first)).code, 0)
    const { code, stderr } = await machine.deploy(target, first)
    assert.equal(code, 0, stderr)
    assert.equal((await run("smoke", { url: target.url, version: "1.0.0" })).code, 0)
  }
  const [dev] = targets
  assert.ok(dev)
  assert.equal((await machine.deploy(dev, machine.release("1.1.0"))).code, 0)
  assert.deepEqual(await Promise.all(targets.map(machine.versionOf)), ["1.1.0", "1.0.0", "1.0.0"])

  const status = JSON.parse((await run("status", { root: machine.root, format: "json" })).stdout)
  assert.deepEqual(
    status.map((/** @type {any} */ row) => [row.environment, row.state, row.version, row.schema]),
    [
      ["dev", "running", "1.1.0", 5],
      ["production", "running", "1.0.0", 5],
      ["staging", "running", "1.0.0", 5],
    ],
  )
  assert.equal((await machine.stop()).code, 0)
  assert.deepEqual(machine.servers(), [])
  assert.equal((await machine.stop()).code, 0)
})

test("an order survives the next deployment", async (context) => {
  const machine = world(context)
  const dev = await machine.target("dev")
  const first = machine.release("1.0.0")
  await machine.migrate(dev, first)
  await machine.deploy(dev, first)
  const ask = api(dev.url)
  const cart = (await ask("POST", "/api/carts", {})).json
  await ask("PUT", `/api/carts/${cart.id}/items/POT-CLAY`, { quantity: 1 })
  const order = (await ask("POST", `/api/carts/${cart.id}/order`, { email: "ann@shop.example" })).json
  assert.equal((await machine.deploy(dev, machine.release("1.1.0"))).code, 0)
  assert.equal(order.totalCents, 4800)
  assert.deepEqual((await ask("GET", `/api/orders/${order.id}`)).json, order)
})

test("a release can be deployed again, and an older one as well", async (context) => {
  const machine = world(context)
  const dev = await machine.target("dev")
  const [first, second] = [machine.release("1.0.0"), machine.release("1.1.0")]
  await machine.migrate(dev, first)
  for (const built of [first, first, second, first]) {
    const { code, stderr } = await machine.deploy(dev, built)
    assert.equal(code, 0, stderr)
    assert.equal(await machine.versionOf(dev), built.version)
    assert.match(readlinkSync(join(machine.root, "dev/current")), new RegExp(`^releases/${built.version}-`))
  }
})

test("five releases are kept", async (context) => {
  const machine = world(context)
  const dev = await machine.target("dev")
  const built = [1, 2, 3, 4, 5, 6, 7].map((n) => machine.release(`${n}.0.0`))
  for (const release of built) {
    await machine.migrate(dev, release)
    assert.equal((await machine.deploy(dev, release)).code, 0)
  }
  const kept = readdirSync(join(machine.root, "dev/releases")).map((name) => name[0])
  assert.deepEqual(kept.sort(), ["3", "4", "5", "6", "7"])
})

test("a deployment may move an environment to another address", async (context) => {
  const machine = world(context)
  const before = await machine.target("dev")
  const after = await machine.target("dev")
  const first = machine.release("1.0.0")
  await machine.migrate(before, first)
  await machine.deploy(before, first)
  assert.equal((await machine.deploy(after, first)).code, 0)
  assert.equal(await machine.versionOf(after), "1.0.0")
  assert.equal(await machine.versionOf(before), undefined)
})
