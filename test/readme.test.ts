import { execFileSync } from "node:child_process"
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { dirname, join } from "node:path"
import { fileURLToPath } from "node:url"
import { compile } from "@shipline/adapters/github"
import { verify } from "@shipline/core"
import { expect, test } from "vitest"
import shop from "../examples/kubernetes/pipelines/shop.js"
import { project } from "../packages/cli/test/support/project.js"
import { shipline } from "../packages/cli/test/support/shipline.js"

const root = join(dirname(fileURLToPath(import.meta.url)), "..")
const text = (path: string) => readFileSync(join(root, path), "utf8").replaceAll("\r\n", "\n")
const readme = text("README.md")
const program = text("examples/kubernetes/pipelines/shop.ts")

test("the README's pipeline is the one of examples/kubernetes, and fits one screen", () => {
  expect(readme).toContain(`\`\`\`ts\n// pipelines/shop.ts\n${program}\`\`\``)
  expect(program.split("\n").length).toBeLessThanOrEqual(40)
})

test("the README's YAML is what comes out of it", () => {
  expect(verify(shop.plan)).toEqual([])
  const { files, problems } = compile(shop.plan)
  expect(problems).toEqual([])
  const shown = [...readme.matchAll(/```yaml\n([\s\S]*?)```/g)].map(([, yaml = ""]) => yaml)
  expect(shown).toHaveLength(2)
  for (const part of shown) {
    expect(part.split("\n").length).toBeGreaterThan(10)
    expect(files[0]?.text).toContain(part)
  }
})

test("the README's error is what the compiler says when the gate is skipped", () => {
  const folder = mkdtempSync(join(tmpdir(), "shipline-readme-"))
  try {
    const line = "    .pass(smoke.on(staging), managers)\n"
    expect(program).toContain(line)
    writeFileSync(join(folder, "shop.ts"), program.replace(line, "    .pass(smoke.on(staging))\n"))
    writeFileSync(join(folder, "package.json"), '{ "type": "module" }')
    const paths = { "@shipline/core": [join(root, "packages", "core", "src", "index.ts")] }
    const compilerOptions = { noEmit: true, paths, typeRoots: [join(root, "node_modules", "@types")] }
    const extended = join(root, "tsconfig.base.json")
    writeFileSync(
      join(folder, "tsconfig.json"),
      JSON.stringify({ extends: extended, compilerOptions, include: ["shop.ts"] }),
    )
    const tsc = join(root, "node_modules", "typescript", "bin", "tsc")
    let output = ""
    try {
      execFileSync(process.execPath, [tsc, "--project", folder, "--pretty", "false"], { encoding: "utf8", cwd: folder })
    } catch (error) {
      output = (error as { stdout: string }).stdout // what the compiler printed is the error's own field
    }
    const [, at, sentence] = /shop\.ts:(\d+:\d+)[\s\S]*'"(production is [^"]*)"'/.exec(readme) ?? []
    expect(output.trim().split("\n")).toHaveLength(1)
    expect(output).toContain(`parameter of type '"${sentence}"'`)
    expect(output).toContain(`shop.ts(${at?.replace(":", ",")})`)
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
})

test("the README's story is what the command tells of a workflow that a team has", async () => {
  const [, args = "", story] = /```sh\nnpx shipline (verify [^\n]*)\n```\n\n```text\n([\s\S]*?)```/.exec(readme) ?? []
  const path = ".github/workflows/release.yml"
  const here = project({ [path]: text("packages/adapters/test/prove/hand-written/always.yml") })
  const { code, stderr } = await shipline(here, args.split(" "))
  expect(code).toBe(1)
  expect(args).toContain(path)
  expect(stderr).toContain(story)
})
