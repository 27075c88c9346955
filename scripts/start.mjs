// `npm start`: the example shop on its way to three running environments on this machine, with what can go wrong on it: a
// broken release, a hotfix, a way back. Everything goes through the one pipeline and is in its ledger at the end.
import { spawnSync } from "node:child_process"
import { mkdirSync, mkdtempSync, rmSync } from "node:fs"
import { tmpdir } from "node:os"
import { dirname, join } from "node:path"
import { fileURLToPath } from "node:url"
import { commands } from "./start/commands.mjs"
import { freePorts } from "./start/free-ports.mjs"
import { shopRepository } from "./start/shop-repository.mjs"

const root = join(dirname(fileURLToPath(import.meta.url)), "..")
const example = join(root, "examples", "shop")
const bin = join(root, "node_modules", ".bin")
const node = join(bin, "node")
const command = join(root, "packages", "cli", "dist", "bin.cjs")
const environments = ["dev", "staging", "production"]
const program = join("pipelines", "shop.ts")

const place = mkdtempSync(join(tmpdir(), "shipline shop "))
const folder = join(place, "repository")
mkdirSync(folder)
const base = await freePorts(environments.length)
const env = {
  ...process.env,
  PATH: `${bin}:${process.env.PATH}`,
  SHOP_ROOT: join(place, "shop"),
  SHOP_PORT: String(base),
}
const { expect, interrupted } = commands({ cwd: folder, env })
const shipline = (wanted, ...args) => expect(wanted, `shipline ${args[0]}`, node, [command, ...args])

const title = (text) => console.log(`\n── ${text} ${"─".repeat(Math.max(0, 76 - text.length))}`)
const addressOf = (name) => `http://127.0.0.1:${base + 1 + environments.indexOf(name)}`

/** What an environment says over HTTP that it runs. */
const versionOf = async (name) => {
  const response = await fetch(`${addressOf(name)}/version`)
  if (!response.ok) throw new Error(`${name} answers ${response.status}`)
  return response.json()
}

/** Shows what runs where, and holds it against what should. */
const expectVersions = async (wanted) => {
  for (const name of environments) {
    const { version, digest } = await versionOf(name)
    console.log(`${name.padEnd(10)} ${addressOf(name)}  ${version}  ${digest}`)
    if (version !== wanted[name]) throw new Error(`${name} runs ${version}, expected ${wanted[name]}`)
  }
}

/** Milliseconds until an environment answers with a version. */
const answersWith = async (name, version, signal) => {
  const started = performance.now()
  while (!signal.aborted) {
    const found = await versionOf(name).catch(() => undefined)
    if (found?.version === version) return performance.now() - started
    await new Promise((resolve) => setTimeout(resolve, 5))
  }
  throw new Error(`${name} never answered with ${version}`)
}

const release = ["--allow", environments.join(","), "--approve", "release managers"]

let failure
try {
  title("the packages are built")
  await expect(0, "the build", node, [join(root, "scripts", "build.mjs")], { cwd: root })

  title("the program becomes a GitHub Actions workflow: examples/shop/.github/workflows/shop.yml")
  // With the addresses and the folder that the committed file has, whatever is free today.
  const { SHOP_ROOT: _root, SHOP_PORT: _port, ...asCommitted } = env
  await expect(0, "shipline compile", node, [command, "compile", "--out", "."], { cwd: example, env: asCommitted })

  title("the same program runs here: build once, then dev → staging → production")
  const shop = shopRepository(root, folder)
  const first = shop.head()
  const took = await shipline(0, "run", program, ...release)

  title("each environment answers over HTTP, with one version and one digest")
  const { version } = await versionOf("production")
  await expectVersions({ dev: version, staging: version, production: version })

  title("a broken release: the notice of the season is written for dev alone; the smoke test catches it in staging")
  shop.change("season-notice", "Tell customers of the first flush")
  await shipline(1, "run", program, ...release)
  const broken = (await versionOf("staging")).version
  await expectVersions({ dev: broken, staging: broken, production: version })

  title("staging goes back, and nobody deploys that release again")
  await shipline(0, "rollback", "staging", "--reason", "the page fails without a notice")
  await shipline(0, "block", broken, "--reason", "its page fails outside of dev")

  title("a hotfix of what production runs: straight there, past all gates but the one that is never left out")
  shop.branch("hotfix", first)
  shop.change("hide-stock", "Do not tell how many are left")
  const why = ["--reason", "competitors read our stock", "--incident", "INC-7"]
  await shipline(0, "run", program, "--lane", "hotfix", "--allow", "production", ...why)
  const hotfix = (await versionOf("production")).version
  await expectVersions({ dev: broken, staging: version, production: hotfix })

  title("and back from it: no build, no tests, no migration")
  const looking = new AbortController()
  const answered = answersWith("production", version, looking.signal)
  answered.catch(() => {}) // told below, where the rollback itself did not fail
  const back = await shipline(0, "rollback", "production", "--reason", "customers ask for the stock").finally(() =>
    setTimeout(() => looking.abort(), 1_000).unref(),
  )
  const served = await answered
  await expectVersions({ dev: broken, staging: version, production: version })
  const seconds = (milliseconds) => `${(milliseconds / 1_000).toFixed(1)} s`
  console.log(
    `\nThe release took ${seconds(took)}. The way back took ${seconds(back)}; the old version answered after ${seconds(served)}, ` +
      `in ${((served / took) * 100).toFixed(1)} % of the time of the release.`,
  )

  title("what runs where, and why: shipline status, shipline why production")
  await shipline(0, "status")
  console.log("")
  await shipline(0, "why", "production")
  console.log("")
  await shipline(0, "ledger", "verify")

  title("a program that skips a gate is refused: examples/shop/refused/skips-the-gate.ts")
  const tsc = join(root, "node_modules", "typescript", "bin", "tsc")
  const refused = ["--project", join("refused", "tsconfig.json"), "--pretty", String(process.stdout.isTTY === true)]
  const { stdout, status } = spawnSync(node, [tsc, ...refused], { cwd: example, env, encoding: "utf8" })
  process.stdout.write(stdout)
  if (status === 0 || !stdout.includes("has not passed 'integration'"))
    throw new Error("the compiler did not refuse it")
} catch (error) {
  failure = error
} finally {
  // Also after a failure: no server is left behind.
  const { status } = spawnSync(node, ["scripts/stop.mjs"], {
    cwd: example,
    env,
    stdio: ["ignore", "ignore", "inherit"],
  })
  if (status === 0) rmSync(place, { recursive: true, force: true })
  else console.error(`The shop's processes could not be stopped; their folder is kept: ${place}`)
}

if (failure !== undefined) {
  console.error(`\n${failure.message}`)
  process.exitCode = interrupted() ? 130 : 1
} else title("done: nothing is left running")
