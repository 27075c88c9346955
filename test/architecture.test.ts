import { globSync, readFileSync } from "node:fs"
import { builtinModules } from "node:module"
import { dirname, join, relative, resolve } from "node:path"
import { fileURLToPath } from "node:url"
import { describe, expect, test } from "vitest"

const root = join(dirname(fileURLToPath(import.meta.url)), "..")

/** What each package may import besides itself. Everything else is an arrow that the house does not have. */
const allowed: { readonly [name: string]: readonly RegExp[] } = {
  core: [/^zod$/],
  adapters: [/^@shipline\/core(\/plan)?$/, /^yaml$/, /^@actions\/expressions\//],
  runners: [/^@shipline\/core(\/(plan|ledger))?$/, /^effect\//, /^@effect\/platform-node\//, /^node:/, /^tar-stream$/],
  cli: [/^@shipline\//, /^effect\//, /^@effect\/platform-node\//, /^node:/, /^sucrase(\/|$)/, /^diff$/, /^yaml$/],
}

const filesOf = (name: string): readonly string[] => globSync(`packages/${name}/src/**/*.ts`, { cwd: root })

const importsOf = (file: string): readonly string[] => {
  const text = readFileSync(join(root, file), "utf8").replace(/^\s*(\*|\/\/).*$/gm, "")
  return [...text.matchAll(/(?:\bfrom|\bimport)\s*\(?\s*"([^"\s]+)"/g)].map((match) => match[1] ?? "")
}

describe("dependencies point one way", () => {
  test.each(Object.keys(allowed))("%s imports only what it may", (name) => {
    const files = filesOf(name)
    expect(files.length).toBeGreaterThan(0)
    const wrong = files.flatMap((file) =>
      importsOf(file).flatMap((to) => {
        if (to.startsWith(".")) {
          const target = relative(join(root, "packages", name), resolve(root, dirname(file), to))
          return target.startsWith("..") ? [`${file} → ${to}`] : []
        }
        return (allowed[name] ?? []).some((pattern) => pattern.test(to)) ? [] : [`${file} → ${to}`]
      }),
    )
    expect(wrong).toEqual([])
  })

  test("core knows no platform and does no input or output", () => {
    const builtins = new Set(builtinModules)
    const wrong = filesOf("core").flatMap((file) =>
      importsOf(file)
        .filter((to) => to.startsWith("node:") || builtins.has(to))
        .map((to) => `${file} → ${to}`),
    )
    expect(wrong).toEqual([])
  })

  test("only the schema needs zod, so that a program loads without it", () => {
    const users = filesOf("core").filter((file) => importsOf(file).includes("zod"))
    expect(users.filter((file) => !file.startsWith(join("packages", "core", "src", "schema")))).toEqual([])
  })
})
