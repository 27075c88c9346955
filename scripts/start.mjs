// `npm start`: the example shop from its program to three running environments, on this machine.
import { spawn, spawnSync } from "node:child_process"
import { mkdtempSync, rmSync } from "node:fs"
import { createServer } from "node:net"
import { tmpdir } from "node:os"
import { dirname, join } from "node:path"
import { fileURLToPath } from "node:url"

const root = join(dirname(fileURLToPath(import.meta.url)), "..")
const shop = join(root, "examples", "shop")
const bin = join(root, "node_modules", ".bin")
const node = join(bin, "node")
const shipline = join(root, "packages", "cli", "dist", "bin.cjs")
const place = mkdtempSync(join(tmpdir(), "shipline shop "))
const environments = ["dev", "staging", "production"]

const title = (text) => console.log(`\n── ${text} ${"─".repeat(Math.max(0, 76 - text.length))}`)

/** The first of three free ports in a row: another copy of the example may be running. */
const freePort = async () => {
  const isFree = (port) =>
    new Promise((resolve) => {
      const server = createServer()
      server.once("error", () => resolve(false))
      server.listen(port, "127.0.0.1", () => server.close(() => resolve(true)))
    })
  for (let base = 4380; base < 4980; base += 10) {
    const free = await Promise.all(environments.map((_, index) => isFree(base + 1 + index)))
    if (free.every(Boolean)) return base
  }
  throw new Error("there are no three free ports in a row between 4381 and 4983")
}

let running
/** Runs a command to its end with the terminal's streams; Ctrl-C reaches it, and it ends what it started. */
const run = (command, args, options = {}) =>
  new Promise((resolve, reject) => {
    running = spawn(command, args, { cwd: shop, env, stdio: "inherit", ...options })
    running.once("error", reject)
    running.once("exit", (code, signal) => resolve(signal === null ? code : 1))
  })

const expectCode = async (wanted, what, command, args, options) => {
  const code = await run(command, args, options)
  if (interrupted) throw new Error("interrupted")
  if (code !== wanted) throw new Error(`${what}: exit code ${code}, expected ${wanted}`)
}

let interrupted = false
for (const signal of ["SIGINT", "SIGTERM"]) {
  process.on(signal, () => {
    interrupted = true
    running?.kill(signal)
  })
}

const base = await freePort()
const env = {
  ...process.env,
  PATH: `${bin}:${process.env.PATH}`,
  SHOP_ROOT: join(place, "shop"),
  SHOP_PORT: String(base),
}

let failure
try {
  title("the packages are built")
  await expectCode(0, "the build", node, [join(root, "scripts", "build.mjs")], { cwd: root })

  title("the program becomes a GitHub Actions workflow: examples/shop/.github/workflows/shop.yml")
  // With the addresses and the folder that the committed file has, whatever is free today.
  const { SHOP_ROOT: _root, SHOP_PORT: _port, ...asCommitted } = env
  await expectCode(0, "shipline compile", node, [shipline, "compile", "--out", "."], { env: asCommitted })

  title("the same program runs here: build once, then dev → staging → production")
  const allow = ["--allow", environments.join(","), "--approve", "release managers"]
  await expectCode(0, "shipline run", node, [shipline, "run", "pipelines/shop.ts", ...allow])

  title("each environment answers over HTTP")
  for (const [index, name] of environments.entries()) {
    const url = `http://127.0.0.1:${base + 1 + index}`
    const response = await fetch(`${url}/version`)
    if (!response.ok) throw new Error(`${name} answers ${response.status}`)
    const { version, digest } = await response.json()
    console.log(`${name.padEnd(10)} ${url}  ${version}  ${digest}`)
  }

  title("a program that skips a gate is refused: examples/shop/refused/skips-the-gate.ts")
  const tsc = join(root, "node_modules", "typescript", "bin", "tsc")
  const refused = ["--project", join("refused", "tsconfig.json"), "--pretty", String(process.stdout.isTTY === true)]
  const { stdout, status } = spawnSync(node, [tsc, ...refused], { cwd: shop, env, encoding: "utf8" })
  process.stdout.write(stdout)
  if (status === 0 || !stdout.includes("has not passed 'integration'"))
    throw new Error("the compiler did not refuse it")
} catch (error) {
  failure = error
} finally {
  // Also after a failure: no server is left behind.
  const { status } = spawnSync(node, ["scripts/stop.mjs"], { cwd: shop, env, stdio: ["ignore", "ignore", "inherit"] })
  if (status === 0) rmSync(place, { recursive: true, force: true })
  else console.error(`The shop's processes could not be stopped; their folder is kept: ${place}`)
}

if (failure !== undefined) {
  console.error(`\n${failure.message}`)
  process.exitCode = interrupted ? 130 : 1
} else title("done: nothing is left running")
