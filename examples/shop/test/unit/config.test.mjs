import assert from "node:assert/strict"
import { test } from "node:test"
import { readConfig } from "../../src/config.mjs"

test("reads the configuration from the environment", () => {
  const env = {
    PORT: "4101",
    DATA_DIR: "/data",
    SHOP_VERSION: "1.0.0",
    SHOP_DIGEST: "sha256:ab",
    SHOP_ENVIRONMENT: "dev",
  }
  assert.deepEqual(readConfig(env), {
    host: "127.0.0.1",
    port: 4101,
    dataDir: "/data",
    version: "1.0.0",
    digest: "sha256:ab",
    environment: "dev",
  })
})

test("says everything that is wrong at once", () => {
  assert.throws(() => readConfig({ PORT: "http" }), {
    message: "PORT must be 0 to 65535, not 'http'; DATA_DIR must name the folder of the database",
  })
})

for (const port of ["", "-1", "65536", "1e3", " 80", "80.5"])
  test(`refuses the port '${port}'`, () => {
    assert.throws(() => readConfig({ PORT: port, DATA_DIR: "/data" }), /PORT must be 0 to 65535/)
  })
