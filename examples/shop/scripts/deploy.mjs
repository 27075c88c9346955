import { resolve } from "node:path"
import { command } from "../operations/command.mjs"
import { deploy } from "../operations/deploy.mjs"
import { releaseIn } from "../operations/manifest.mjs"
import { readOptions, readSeconds } from "../operations/options.mjs"
import { placeOf } from "../operations/place.mjs"
import { Problem } from "../operations/problem.mjs"
import { ROOT, readRoot } from "../operations/root.mjs"

// node scripts/deploy.mjs --environment NAME --url URL --from ARTIFACT --version VERSION --digest DIGEST --root FOLDER [--within SECONDS]
await command("deploy", async (say) => {
  const options = readOptions({
    environment: { env: "TARGET_NAME" },
    url: { env: "TARGET_URL" },
    from: { env: "SHOP_PATH" },
    version: { env: "SHOP_VERSION" },
    digest: { env: "SHOP_DIGEST" },
    root: ROOT,
    within: { fallback: "15" },
  })
  const stop = new AbortController()
  for (const signal of /** @type {const} */ (["SIGINT", "SIGTERM", "SIGHUP"]))
    process.on(signal, () => stop.abort(new Problem(`the deployment was stopped by ${signal}`)))

  await deploy(placeOf(readRoot(options.root), options.environment), {
    url: options.url,
    from: releaseIn(resolve(options.from)),
    version: options.version,
    digest: options.digest,
    within: readSeconds("within", options.within),
    signal: stop.signal,
    say,
  })
})
