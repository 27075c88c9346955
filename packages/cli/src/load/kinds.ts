import { extname } from "node:path"

const typescript = [".ts", ".mts", ".cts", ".tsx"]
const javascript = [".js", ".mjs", ".cjs"]

const known: ReadonlySet<string> = new Set([...typescript, ...javascript])
const typed: ReadonlySet<string> = new Set(typescript)

/** Whether a file can be a program. Declarations hold no code. */
export const isProgram = (path: string): boolean => known.has(extname(path)) && !/\.d\.[mc]?ts$/.test(path)

export const isTypeScript = (path: string): boolean => typed.has(extname(path))

/** What TypeScript would take for a path that an import names: `./x.js` is written for `./x.ts`, `./x` for either. */
export const candidates = (path: string): readonly string[] => {
  const extension = extname(path)
  const stem = path.slice(0, path.length - extension.length)
  if (extension === ".js") return [`${stem}.ts`, `${stem}.tsx`]
  if (extension === ".mjs") return [`${stem}.mts`]
  if (extension === ".cjs") return [`${stem}.cts`]
  if (known.has(extension)) return []
  const whole = [".ts", ".tsx", ".mts", ".cts", ".js", ".mjs", ".cjs"]
  return [...whole.map((end) => path + end), ...whole.map((end) => `${path}/index${end}`)]
}
