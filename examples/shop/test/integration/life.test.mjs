import assert from "node:assert/strict"
import { spawn } from "node:child_process"
import { once } from "node:events"
import { connect } from "node:net"
import { join } from "node:path"
import { test } from "node:test"
import { openDatabase } from "../../src/store/database.mjs"
import { api } from "../support/api.mjs"
import { runningShop } from "../support/running-shop.mjs"
import { SOURCE } from "../support/source.mjs"
import { temporaryFolder } from "../support/temporary-folder.mjs"

/** @param {Record<string, string>} env */
async function startInVain(env) {
  const child = spawn(process.execPath, [join(SOURCE, "src/main.mjs")], { stdio: ["ignore", "ignore", "pipe"], env })
  let words = ""
  child.stderr.on("data", (chunk) => {
    words += chunk
  })
  const [code] = await once(child, "close")
  return { code, words }
}

test("on SIGTERM, finishes the request that is under way, takes no new one, and ends", async (context) => {
  const shop = await runningShop(context)
  const { port } = new URL(shop.url)
  const body = JSON.stringify({ test: true })
  const slow = connect(Number(port), "127.0.0.1")
  slow.write(
    `POST /api/carts HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\ncontent-length: ${body.length}\r\n\r\n`,
  )
  slow.write(body.slice(0, 3))
  let answer = ""
  slow.on("data", (chunk) => {
    answer += chunk
  })
  // An idle connection must not keep the server.
  await api(shop.url)("GET", "/health")
  const ended = once(shop.process, "exit")
  shop.process.kill("SIGTERM")
  while (await api(shop.url)("GET", "/health").catch(() => undefined));
  slow.write(body.slice(3))
  assert.deepEqual(await ended, [0, null])
  assert.match(answer, /^HTTP\/1\.1 201 Created/)
  assert.match(answer, /connection: close/i)
})

test("without configuration, says what is missing", async () => {
  const { code, words } = await startInVain({})
  assert.deepEqual(
    [code, words],
    [1, "shop: PORT must be 0 to 65535, not ''; DATA_DIR must name the folder of the database\n"],
  )
})

test("without a database, or with one that was not migrated, refuses to start", async (context) => {
  const data = temporaryFolder(context)
  const none = await startInVain({ PORT: "0", DATA_DIR: data })
  assert.equal(none.code, 1)
  assert.match(none.words, /there is no database at .*: migrate first/)
  openDatabase(join(data, "shop.db")).close()
  const old = await startInVain({ PORT: "0", DATA_DIR: data })
  assert.equal(old.code, 1)
  assert.match(old.words, /the database is at schema 0, this release needs 5/)
})

test("on a port that is taken, says so", async (context) => {
  const shop = await runningShop(context)
  const second = await startInVain({ PORT: new URL(shop.url).port, DATA_DIR: shop.data })
  assert.equal(second.code, 1)
  assert.match(second.words, /port \d+ on 127\.0\.0\.1 is in use by another process/)
})
