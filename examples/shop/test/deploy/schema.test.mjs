import assert from "node:assert/strict"
import { rmSync } from "node:fs"
import { join } from "node:path"
import { test } from "node:test"
import { build } from "../../operations/build.mjs"
import { world } from "../support/world.mjs"

/**
 * A release as it was at schema 3, when products still had a summary.
 *
 * @param {ReturnType<typeof world>} machine
 */
function oldRelease(machine) {
  const built = machine.release("0.3.0", {
    file: "src/store/catalogue.mjs",
    edit: (text) => text.replace("name, description", "name, summary AS description"),
  })
  const source = join(built.from, "../../source/0.3.0")
  for (const file of ["004-product-description.sql", "005-drop-product-summary.sql"])
    rmSync(join(source, "migrations", file))
  return { ...built, digest: `sha256:${build(source, built.from)}` }
}

test("without migrations a release is not deployed", async (context) => {
  const machine = world(context)
  const dev = await machine.target("dev")
  const { code, stderr } = await machine.deploy(dev, machine.release("1.0.0"))
  assert.equal(code, 1)
  assert.match(stderr, /dev: the database is at schema 0, this release needs 5: migrate it first; nothing was changed/)
  assert.deepEqual(machine.servers(), [])
})

test("a contraction waits until no release needs what it takes away", async (context) => {
  const machine = world(context)
  const dev = await machine.target("dev")
  const old = oldRelease(machine)
  assert.equal((await machine.migrate(dev, old)).code, 0)
  const deployed = await machine.deploy(dev, old)
  assert.equal(deployed.code, 0, deployed.stderr)
  const { code, stderr } = await machine.migrate(dev, machine.release("1.0.0"))
  assert.equal(code, 1)
  assert.match(stderr, /005-drop-product-summary\.sql would break release 0\.3\.0 \(schema 3\), which is current here/)
  assert.equal((await fetch(`${dev.url}/api/products`)).status, 200)
})

test("after the contraction the old release is refused", async (context) => {
  const machine = world(context)
  const dev = await machine.target("dev")
  const release = machine.release("1.0.0")
  await machine.migrate(dev, release)
  await machine.deploy(dev, release)
  const { code, stderr } = await machine.deploy(dev, oldRelease(machine))
  assert.equal(code, 1)
  assert.match(stderr, /serves releases from schema 4 on, this release is of schema 3: it is too old to run here/)
  assert.equal(await machine.versionOf(dev), "1.0.0")
})

test("migrating twice, or at once, applies every migration once", async (context) => {
  const machine = world(context)
  const dev = await machine.target("dev")
  const release = machine.release("1.0.0")
  const results = await Promise.all([1, 2, 3].map(() => machine.migrate(dev, release)))
  for (const { code, stderr } of results) assert.equal(code, 0, stderr)
  assert.equal(results.filter(({ stderr }) => /applied 001/.test(stderr)).length, 1)
  assert.match((await machine.migrate(dev, release)).stderr, /schema 5, nothing to do/)
})
