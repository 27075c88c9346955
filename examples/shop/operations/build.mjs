import { cpSync, existsSync, mkdirSync, readFileSync, renameSync, rmSync, utimesSync, writeFileSync } from "node:fs"
import { join } from "node:path"
import { readMigrations } from "../src/store/migrations.mjs"
import { filesIn, sha256 } from "./manifest.mjs"

/** What of the source is needed to run the shop. */
const PARTS = ["migrations", "src"]

/**
 * Builds a release: a folder whose content follows from the source alone, so that building twice gives the same
 * digest. Neither the version nor the time is in it.
 *
 * @param {string} source
 * @param {string} out
 * @returns {string} the digest of the manifest, which stands for all files
 */
export function build(source, out) {
  const draft = `${out}.draft`
  rmSync(draft, { recursive: true, force: true })
  mkdirSync(draft, { recursive: true })
  for (const part of PARTS) cpSync(join(source, part), join(draft, part), { recursive: true })

  const files = filesIn(draft).map((path) => [path, sha256(readFileSync(join(draft, path)))])
  const schema = readMigrations(join(source, "migrations")).length
  const manifest = `${JSON.stringify({ name: "shop", schema, files: Object.fromEntries(files) }, undefined, 2)}\n`
  writeFileSync(join(draft, "manifest.json"), manifest)
  // A packer that keeps times would otherwise see a difference where there is none.
  for (const path of filesIn(draft)) utimesSync(join(draft, path), 0, 0)

  if (existsSync(out)) rmSync(out, { recursive: true })
  renameSync(draft, out)
  return sha256(manifest)
}
