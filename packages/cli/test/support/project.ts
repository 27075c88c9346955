import { mkdirSync, mkdtempSync, readFileSync, realpathSync, rmSync, symlinkSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { dirname, join } from "node:path"
import { onTestFinished } from "vitest"
import { built } from "./built.js"

export interface Project {
  readonly path: string
  readonly file: (name: string) => string
  readonly write: (name: string, text: string) => void
  readonly read: (name: string) => string
}

/** A user's project in a folder whose name holds whatever folders' names may hold. It is removed after the test. */
export const project = (
  files: Readonly<Record<string, string>> = {},
  options: { readonly core?: boolean } = {},
): Project => {
  const path = realpathSync(mkdtempSync(join(tmpdir(), "shipline ü'$ ")))
  onTestFinished(() => rmSync(path, { recursive: true, force: true }))
  const file = (name: string) => join(path, name)
  const write = (name: string, text: string) => {
    mkdirSync(dirname(file(name)), { recursive: true })
    writeFileSync(file(name), text)
  }
  mkdirSync(file(".git"))
  mkdirSync(file("node_modules/@shipline"), { recursive: true })
  if (options.core !== false) symlinkSync(join(built, "core"), file("node_modules/@shipline/core"))
  write("package.json", '{ "name": "project", "private": true }\n')
  for (const [name, text] of Object.entries(files)) write(name, text)
  return { path, file, write, read: (name) => readFileSync(file(name), "utf8") }
}

/** A small program with one gate and one environment. */
export const shop = (
  name = "shop",
  script = "npm test",
): string => `import { environment, gate, pipeline, rollout, sh } from "@shipline/core"

const unit = gate("unit", sh\`${script}\`)
const production = environment("production", { requires: [unit] })

export default pipeline("${name}", { on: { push: "main" } }, (source) =>
  source.pass(unit).deploy(production, rollout({ deploy: () => sh\`./deploy.sh\` })),
)
`
