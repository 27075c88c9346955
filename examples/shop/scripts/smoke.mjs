import { command } from "../operations/command.mjs"
import { readOptions, readSeconds } from "../operations/options.mjs"
import { usage } from "../operations/problem.mjs"
import { smoke } from "../operations/smoke.mjs"

// node scripts/smoke.mjs --url URL --version VERSION [--within SECONDS]
await command("smoke", async (say) => {
  const options = readOptions({
    url: { env: "TARGET_URL" },
    version: { env: "SHOP_VERSION" },
    within: { fallback: "15" },
  })
  if (!/^https?:/.test(options.url) || !URL.canParse(options.url))
    throw usage(`'${options.url}' is not the URL of a shop`)
  const { version } = options
  await smoke(options.url, { version, within: readSeconds("within", options.within), say })
  say(`${options.url} runs ${version} and takes orders`)
})
