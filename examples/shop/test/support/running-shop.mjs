import { spawn } from "node:child_process"
import { once } from "node:events"
import { join } from "node:path"
import { createInterface } from "node:readline"
import { migrateDatabase } from "../../operations/migrate.mjs"
import { SOURCE } from "./source.mjs"
import { temporaryFolder } from "./temporary-folder.mjs"

/**
 * Starts the shop as a process on a port that the system chooses, with a database of its own.
 *
 * @param {{ after: (clean: () => unknown) => void }} test
 */
export async function runningShop(test) {
  let kill = () => {}
  const data = temporaryFolder(test, () => kill())
  migrateDatabase(join(data, "shop.db"), join(SOURCE, "migrations"), { say: () => {} })
  const server = spawn(process.execPath, [join(SOURCE, "src/main.mjs"), "--instance", "under-test"], {
    stdio: ["ignore", "pipe", "inherit"],
    env: { PORT: "0", DATA_DIR: data, SHOP_VERSION: "1.2.3", SHOP_DIGEST: "sha256:abc" },
  })
  kill = () => void server.kill("SIGKILL")
  const lines = createInterface(server.stdout)
  const [first] = await once(lines, "line")
  return { url: String(JSON.parse(first).url), process: server, data }
}
