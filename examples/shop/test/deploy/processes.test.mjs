import assert from "node:assert/strict"
import { spawn } from "node:child_process"
import { once } from "node:events"
import { readFileSync, rmSync, writeFileSync } from "node:fs"
import { createServer } from "node:http"
import { join } from "node:path"
import { test } from "node:test"
import { SOURCE } from "../support/source.mjs"
import { world } from "../support/world.mjs"

/** @param {import("node:test").TestContext} context */
async function setUp(context) {
  const machine = world(context)
  const dev = await machine.target("dev")
  const first = machine.release("1.0.0")
  await machine.migrate(dev, first)
  const record = join(machine.root, "dev/run/server.json")
  const pid = () => JSON.parse(readFileSync(record, "utf8")).pid
  return { machine, dev, first, record, pid }
}

test("two deployments at once: one after the other, and one server at the end", async (context) => {
  const { machine, dev, first, pid } = await setUp(context)
  const others = ["1.1.0", "1.2.0", "1.3.0"].map((version) => machine.release(version))
  const results = await Promise.all([first, ...others].map((built) => machine.deploy(dev, built)))
  for (const { code, stderr } of results) assert.equal(code, 0, stderr)
  assert.ok(results.some(({ stderr }) => /waits for the deployment of 1\.\d\.0 to dev \(process \d+\)/.test(stderr)))
  assert.ok(["1.0.0", "1.1.0", "1.2.0", "1.3.0"].includes(String(await machine.versionOf(dev))))
  assert.deepEqual(machine.servers(), [pid()])
})

test("the server outlives the process group of the job that deployed it", async (context) => {
  const { machine, dev, first } = await setUp(context)
  const flags = Object.entries({ ...dev, ...first, root: machine.root }).flatMap(([name, value]) => [
    `--${name}`,
    value,
  ])
  const script = 'node="$1"; shift; "$node" "$@"; echo "$?"; exec sleep 60'
  const args = ["-c", script, "job", process.execPath, join(SOURCE, "scripts/deploy.mjs"), ...flags]
  const job = spawn("sh", args, { detached: true, stdio: ["ignore", "pipe", "ignore"] })
  const [output] = await once(job.stdout, "data")
  assert.equal(String(output), "0\n")
  process.kill(-Number(job.pid), "SIGKILL")
  // The output ends with the job: the server holds none of its pipes.
  await once(job, "close")
  assert.equal(await machine.versionOf(dev), "1.0.0")
})

test("a server that was killed is no obstacle", async (context) => {
  const { machine, dev, first, pid } = await setUp(context)
  await machine.deploy(dev, first)
  process.kill(pid(), "SIGKILL")
  const { code, stderr } = await machine.deploy(dev, machine.release("1.1.0"))
  assert.equal(code, 0, stderr)
  process.kill(pid(), "SIGKILL")
  assert.match((await machine.stop()).stderr, /dev is not running/)
})

test("stop finds a server whose folder was removed", async (context) => {
  const { machine, dev, first } = await setUp(context)
  await machine.deploy(dev, first)
  rmSync(machine.root, { recursive: true })
  const { code, stderr } = await machine.stop()
  assert.equal(code, 0, stderr)
  assert.match(stderr, /stopped process \d+, whose folder is gone/)
  assert.deepEqual(machine.servers(), [])
})

test("a process that has the number of a server that is gone is left alone", async (context) => {
  const { machine, dev, first, record, pid } = await setUp(context)
  await machine.deploy(dev, first)
  const real = JSON.parse(readFileSync(record, "utf8"))
  process.kill(pid(), "SIGKILL")
  const bystander = spawn(process.execPath, ["-e", "setTimeout(() => {}, 60_000)"])
  context.after(() => bystander.kill("SIGKILL"))
  writeFileSync(record, JSON.stringify({ ...real, pid: bystander.pid }))
  assert.equal((await machine.deploy(dev, first)).code, 0)
  assert.equal(bystander.exitCode, null)
  assert.equal(bystander.signalCode, null)
})

test("a port that somebody else has is refused before anything changes", async (context) => {
  const { machine, dev, first } = await setUp(context)
  const taken = await machine.target("dev")
  const stranger = createServer((_, response) => response.end("hello")).listen(
    Number(new URL(taken.url).port),
    "127.0.0.1",
  )
  context.after(() => stranger.close())
  await once(stranger, "listening")
  await machine.deploy(dev, first)
  const { code, stderr } = await machine.deploy(taken, machine.release("1.1.0"))
  assert.equal(code, 1)
  assert.match(stderr, /port \d+ is in use by another process; nothing was changed/)
  assert.equal(await machine.versionOf(dev), "1.0.0")

  const staging = { environment: "staging", url: dev.url }
  await machine.migrate(staging, first)
  assert.match((await machine.deploy(staging, first)).stderr, /in use by another server, of environment 'dev'/)
})

test("the server gets nothing of the job's variables", async (context) => {
  const { machine, dev, first, pid } = await setUp(context)
  const env = { ...process.env, SECRET_OF_THE_JOB: "s3cret" }
  const flags = Object.entries({ ...dev, ...first, root: machine.root }).flatMap(([name, value]) => [
    `--${name}`,
    value,
  ])
  const job = spawn(process.execPath, [join(SOURCE, "scripts/deploy.mjs"), ...flags], { env, stdio: "ignore" })
  assert.deepEqual(await once(job, "exit"), [0, null])
  if (process.platform === "linux") assert.doesNotMatch(readFileSync(`/proc/${pid()}/environ`, "utf8"), /s3cret/)
})
