import { cpSync, mkdirSync, readFileSync, writeFileSync } from "node:fs"
import { join } from "node:path"
import { build } from "../../operations/build.mjs"
import { findProcesses } from "../../operations/processes.mjs"
import { api } from "./api.mjs"
import { freePort } from "./free-port.mjs"
import { run, start } from "./run.mjs"
import { SOURCE } from "./source.mjs"
import { temporaryFolder } from "./temporary-folder.mjs"

/** @typedef {{ from: string, version: string, digest: string }} Built */
/** @typedef {{ environment: string, url: string }} Target */

/**
 * A machine for one test: a root for environments, releases to deploy, and the commands. When the test is over,
 * everything in it is stopped, and a process that is left fails the test.
 *
 * @param {{ after: (clean: () => unknown) => void }} test
 */
export function world(test) {
  const folder = temporaryFolder(test, () => stopped(root))
  const root = join(folder, "live")

  return {
    root,

    /** @param {string} environment @returns {Promise<Target>} */
    target: async (environment) => ({ environment, url: `http://127.0.0.1:${await freePort()}` }),

    /**
     * Builds a release, from the shop's source with a change in one file.
     *
     * @param {string} version
     * @param {{ file: string, edit: (text: string) => string }} [change]
     * @returns {Built}
     */
    release(version, { file, edit } = { file: "src/main.mjs", edit: (text) => text }) {
      const source = join(folder, "source", version)
      mkdirSync(source, { recursive: true })
      for (const part of ["src", "migrations"]) cpSync(join(SOURCE, part), join(source, part), { recursive: true })
      writeFileSync(join(source, file), edit(readFileSync(join(source, file), "utf8")))
      const from = join(folder, "artifacts", version)
      mkdirSync(join(folder, "artifacts"), { recursive: true })
      return { from, version, digest: `sha256:${build(source, from)}` }
    },

    /** @param {Target} target @param {Built} built */
    migrate: ({ environment }, { from }) => run("migrate", { environment, from, root }),

    /** @param {Target} target @param {Built} built @param {string} [within] */
    deploy: (target, built, within = "10") => run("deploy", { ...target, ...built, root, within }),

    /** @param {Target} target @param {Built} built */
    startDeploy: (target, built) => start("deploy", { ...target, ...built, root }),

    /** @param {Target} target @returns {Promise<string | undefined>} the version that answers */
    versionOf: async ({ url }) => (await api(url)("GET", "/version").catch(() => undefined))?.json.version,

    stop: () => run("stop", { root }),

    /** The servers that run on this machine. */
    servers: () => serversUnder(root),
  }
}

/** @param {string} root */
async function stopped(root) {
  await run("stop", { root })
  const left = serversUnder(root)
  if (left.length > 0) throw new Error(`left running: ${left}`)
}

/** @param {string} root */
const serversUnder = (root) => findProcesses((line) => line.includes(`${root}/`) && line.includes("src/main.mjs"))
