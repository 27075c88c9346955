import assert from "node:assert/strict"
import { existsSync } from "node:fs"
import { join } from "node:path"
import { test } from "node:test"
import { CRASHES, HANGS, SICK } from "../support/changes.mjs"
import { world } from "../support/world.mjs"

/** @param {import("node:test").TestContext} context  a machine whose dev runs 1.0.0 */
async function setUp(context) {
  const machine = world(context)
  const dev = await machine.target("dev")
  const first = machine.release("1.0.0")
  await machine.migrate(dev, first)
  assert.equal((await machine.deploy(dev, first)).code, 0)
  return { machine, dev, first }
}

test("a release that crashes is replaced by the one before, and its last words are told", async (context) => {
  const { machine, dev } = await setUp(context)
  const { code, stderr } = await machine.deploy(dev, machine.release("1.1.0", CRASHES))
  assert.equal(code, 1)
  assert.match(stderr, /1\.1\.0 does not run in dev: its server ended with exit code 1/)
  assert.match(stderr, /shop: the wine is not tea/)
  assert.match(stderr, /dev is back on 1\.0\.0, which answers at http/)
  assert.equal(await machine.versionOf(dev), "1.0.0")
})

test("a release that is not healthy in time is replaced by the one before", async (context) => {
  const { machine, dev } = await setUp(context)
  for (const [change, why] of /** @type {const} */ ([
    [SICK, /health answers with status 503/],
    [HANGS, /ECONNREFUSED/],
  ])) {
    const { code, stderr } = await machine.deploy(dev, machine.release("1.1.0", change), "0.6")
    assert.equal(code, 1)
    assert.match(stderr, /it is not healthy after 0\.6 seconds/)
    assert.match(stderr, why)
    assert.equal(await machine.versionOf(dev), "1.0.0")
  }
})

test("where nothing has run before, a release that crashes leaves nothing running", async (context) => {
  const machine = world(context)
  const dev = await machine.target("dev")
  const broken = machine.release("1.0.0", CRASHES)
  await machine.migrate(dev, broken)
  const { code, stderr } = await machine.deploy(dev, broken)
  assert.equal(code, 1)
  assert.match(stderr, /dev is stopped: no release has run there before/)
  assert.deepEqual(machine.servers(), [])
  assert.ok(!existsSync(join(machine.root, "dev/current")))
  assert.equal((await machine.deploy(dev, machine.release("1.0.1"))).code, 0)
})

test("a release that never answered is no way back", async (context) => {
  const { machine, dev } = await setUp(context)
  await machine.deploy(dev, machine.release("1.1.0", CRASHES))
  const { stderr } = await machine.deploy(dev, machine.release("1.2.0", CRASHES))
  assert.match(stderr, /dev is back on 1\.0\.0/)
})

test("a deployment that is stopped goes back", async (context) => {
  const { machine, dev } = await setUp(context)
  const hanging = machine.startDeploy(dev, machine.release("1.1.0", HANGS))
  while ((await machine.versionOf(dev)) !== undefined);
  hanging.child.kill("SIGTERM")
  const { code, stderr } = await hanging.done
  assert.equal(code, 1)
  assert.match(stderr, /the deployment was stopped by SIGTERM/)
  assert.equal(await machine.versionOf(dev), "1.0.0")
})

test("a deployment that is killed leaves a state that the next one repairs, and stop finds its server", async (context) => {
  const { machine, dev, first } = await setUp(context)
  for (const repair of [() => machine.deploy(dev, first), () => machine.stop()]) {
    const hanging = machine.startDeploy(dev, machine.release("1.1.0", HANGS))
    while ((await machine.versionOf(dev)) !== undefined);
    hanging.child.kill("SIGKILL")
    await hanging.done
    const { code, stderr } = await repair()
    assert.equal(code, 0, stderr)
    assert.match(stderr, /the deployment of 1\.1\.0 to dev \(process \d+\) ended before it was done/)
  }
  assert.deepEqual(machine.servers(), [])
})
