import { mkdirSync } from "node:fs"
import { join, resolve } from "node:path"
import { command } from "../operations/command.mjs"
import { withLock } from "../operations/lock.mjs"
import { readManifest, releaseIn } from "../operations/manifest.mjs"
import { migrateDatabase } from "../operations/migrate.mjs"
import { readOptions } from "../operations/options.mjs"
import { placeOf } from "../operations/place.mjs"
import { currentRelease } from "../operations/release.mjs"
import { ROOT, readRoot } from "../operations/root.mjs"

/** `--data FOLDER`: a database beside the source, for trying the shop by hand. */
function migrateByHand(/** @type {(line: string) => void} */ say) {
  const data = resolve(readOptions({ data: {} }).data)
  mkdirSync(data, { recursive: true })
  migrateDatabase(join(data, "shop.db"), join(import.meta.dirname, "../migrations"), { say })
}

// node scripts/migrate.mjs --environment NAME --from ARTIFACT --root FOLDER
await command("migrate", async (say) => {
  if (process.argv[2]?.startsWith("--data")) return migrateByHand(say)
  const options = readOptions({ environment: { env: "TARGET_NAME" }, from: { env: "SHOP_PATH" }, root: ROOT })
  const place = placeOf(readRoot(options.root), options.environment)
  const release = releaseIn(resolve(options.from))
  readManifest(release)
  await withLock(place, { what: `the migration of ${place.name}`, say }, () =>
    migrateDatabase(place.database, join(release, "migrations"), { running: currentRelease(place), say }),
  )
})
