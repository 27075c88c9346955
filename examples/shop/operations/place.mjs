import { existsSync, mkdirSync, readdirSync } from "node:fs"
import { join } from "node:path"
import { usage } from "./problem.mjs"

/**
 * Where an environment lives. Everything of it is in one folder:
 *
 *     <root>/<environment>/current         → releases/<release>
 *     <root>/<environment>/releases/       the last releases, one folder each
 *     <root>/<environment>/data/shop.db    its own database
 *     <root>/<environment>/log/shop.log    what its server prints
 *     <root>/<environment>/run/            the running server, and the lock of whoever changes something here
 *
 * @param {string} root
 * @param {string} name
 */
export function placeOf(root, name) {
  if (!/^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$/.test(name)) throw usage(`'${name}' cannot be the name of an environment`)
  const folder = join(root, name)
  return Object.freeze({
    name,
    folder,
    current: join(folder, "current"),
    releases: join(folder, "releases"),
    data: join(folder, "data"),
    database: join(folder, "data", "shop.db"),
    log: join(folder, "log", "shop.log"),
    server: join(folder, "run", "server.json"),
    lock: join(folder, "run", "lock"),
    lockOwner: join(folder, "run", "lock-owner.json"),
  })
}

/** @typedef {ReturnType<typeof placeOf>} Place */

/** @param {Place} place */
export function preparePlace(place) {
  for (const part of ["releases", "data", "log", "run"]) mkdirSync(join(place.folder, part), { recursive: true })
}

/** Every environment under a root. @param {string} root @returns {Place[]} */
export function placesIn(root) {
  if (!existsSync(root)) return []
  const names = readdirSync(root).sort()
  return names.filter((name) => existsSync(join(root, name, "run"))).map((name) => placeOf(root, name))
}
