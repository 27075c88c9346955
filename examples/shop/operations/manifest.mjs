import { createHash } from "node:crypto"
import { existsSync, readdirSync, readFileSync } from "node:fs"
import { join } from "node:path"
import { readJsonFile } from "./json-file.mjs"
import { Problem } from "./problem.mjs"

/**
 * What a release consists of: its files by content, and the schema that it needs. The version is not in it: the
 * same content is the same artifact, whatever it is called.
 *
 * @typedef {object} Manifest
 * @property {string} name
 * @property {number} schema
 * @property {Record<string, string>} files  path → sha256
 */

/** @param {string | Buffer} content */
export const sha256 = (content) => createHash("sha256").update(content).digest("hex")

/** The files of a folder, by path with `/`, in an order that no locale changes. @param {string} folder */
export function filesIn(folder) {
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true })
  const files = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name))
  return files.map((file) => file.slice(folder.length + 1).replaceAll("\\", "/")).sort()
}

/**
 * Reads the manifest of a release and checks that every file is there, as it was built.
 *
 * @param {string} folder
 * @returns {Manifest}
 */
export function readManifest(folder) {
  const manifest = readJsonFile(join(folder, "manifest.json"))
  if (manifest?.name !== "shop" || !Number.isInteger(manifest.schema) || typeof manifest.files !== "object")
    throw new Problem(`${folder} holds no release of the shop: its manifest.json is missing or broken`)
  for (const [path, digest] of Object.entries(manifest.files)) {
    const file = join(folder, path)
    if (path.split("/").includes("..")) throw new Problem(`${folder}: the path '${path}' leads out of the release`)
    if (!existsSync(file)) throw new Problem(`${folder}: ${path} is missing`)
    if (sha256(readFileSync(file)) !== digest) throw new Problem(`${folder}: ${path} is not as it was built`)
  }
  return manifest
}

/**
 * The release in an unpacked artifact: the folder itself, or `dist` in it when the artifact was packed with its path.
 *
 * @param {string} artifact
 */
export function releaseIn(artifact) {
  return [artifact, join(artifact, "dist")].find((folder) => existsSync(join(folder, "manifest.json"))) ?? artifact
}
