import { folderOf, normalPath } from "../path.js"
import type { Callee, Read } from "./callee.js"

const isRecord = (value: unknown): value is { readonly [key: string]: unknown } =>
  typeof value === "object" && value !== null && !Array.isArray(value)

const parsed = (text: string): unknown => {
  try {
    return JSON.parse(text.replace(/^\uFEFF/, ""))
  } catch {
    return undefined
  }
}

/** The line of a script's key, from 1. */
const lineOf = (text: string, name: string): number => {
  const key = JSON.stringify(name)
  const from = Math.max(0, text.search(/"scripts"\s*:/))
  for (let at = text.indexOf(key, from); at >= 0; at = text.indexOf(key, at + 1))
    if (/^\s*:/.test(text.slice(at + key.length))) return text.slice(0, at).split("\n").length
  return 1
}

/** A script of a package with those that run before and after it. The package may be in a folder above. */
export const packageScript = (name: string, folder: string, read: Read): readonly Callee[] => {
  for (
    let where: string | undefined = folder;
    where !== undefined;
    where = where === "" ? undefined : folderOf(where)
  ) {
    const path = normalPath(`${where}/package.json`) ?? "package.json"
    const text = read(path)
    if (text === undefined) continue
    const data = parsed(text)
    const scripts = isRecord(data) && isRecord(data.scripts) ? data.scripts : {}
    const inPackage = where
    return [`pre${name}`, name, `post${name}`].flatMap((one): readonly Callee[] => {
      const body = Object.hasOwn(scripts, one) ? scripts[one] : undefined
      if (typeof body !== "string") return []
      return [{ key: `${path}#${one}`, text: body, folder: inPackage, at: () => `${path}:${lineOf(text, one)}` }]
    })
  }
  return []
}

/** Whether the text of a package.json can be read as one. */
export const isPackage = (text: string): boolean => isRecord(parsed(text))
