import { execFileSync } from "node:child_process"
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs"
import { dirname, join, relative } from "node:path"
import { fileURLToPath } from "node:url"
import { afterAll, beforeAll, describe, expect, test } from "vitest"
import { fileOf } from "./named-blocks.js"

const root = join(dirname(fileURLToPath(import.meta.url)), "..")

/** Pages for people: the root's, the packages', everything below docs. */
const pages = [
  ...readdirSync(root).filter((name) => name.endsWith(".md")),
  ...readdirSync(join(root, "docs")).map((name) => join("docs", name)),
  ...["core", "adapters", "runners", "cli"].map((name) => join("packages", name, "README.md")),
].filter((path) => path.endsWith(".md"))

interface Block {
  readonly page: string
  readonly line: number
  readonly info: string
  readonly text: string
}

const blocksOf = (page: string): readonly Block[] => {
  const text = readFileSync(join(root, page), "utf8").replaceAll("\r\n", "\n")
  return [...text.matchAll(/^```(\S*)([^\n]*)\n([\s\S]*?)^```$/gm)].map((match) => ({
    page,
    line: text.slice(0, match.index).split("\n").length,
    info: `${match[1]}${match[2]}`,
    text: match[3] ?? "",
  }))
}

const blocks = pages.flatMap(blocksOf)
const programs = blocks.filter(({ info }) => /^(ts|typescript)\b/.test(info))
let folder: string

/** A block that names a file is that file, beside the others of its page; the others are modules of their own. */
const moduleOf = ({ page, info }: Block, index: number): string => {
  const file = fileOf(info)
  return file === undefined ? `block-${index}.ts` : join(page.replace(/\W/g, "-"), file)
}

/** One run of the compiler for all blocks. */
beforeAll(() => {
  mkdirSync(join(root, "node_modules", ".cache"), { recursive: true })
  folder = mkdtempSync(join(root, "node_modules", ".cache", "docs-"))
  programs.forEach((block, index) => {
    const path = join(folder, moduleOf(block, index))
    mkdirSync(dirname(path), { recursive: true })
    writeFileSync(path, `${block.text}\nexport {}\n`)
  })
  const paths = JSON.parse(readFileSync(join(root, "tsconfig.json"), "utf8")).compilerOptions.paths
  const absolute = Object.fromEntries(
    Object.entries<string[]>(paths).map(([name, [path = ""]]) => [name, [join(root, path)]]),
  )
  writeFileSync(
    join(folder, "tsconfig.json"),
    JSON.stringify({
      extends: join(root, "tsconfig.base.json"),
      compilerOptions: { noEmit: true, paths: absolute, typeRoots: [join(root, "node_modules", "@types")] },
      include: ["**/*.ts"],
    }),
  )
})

afterAll(() => rmSync(folder, { recursive: true, force: true }))

/** `block-3.ts(4,1): error …` as lines by block; a message's further lines belong to its first. */
const diagnostics = (): ReadonlyMap<number, readonly string[]> => {
  const found = new Map<number, string[]>()
  const tsc = join(root, "node_modules", "typescript", "bin", "tsc")
  let output = ""
  try {
    execFileSync(process.execPath, [tsc, "--project", folder, "--pretty", "false"], { encoding: "utf8", cwd: folder })
  } catch (error) {
    output = (error as { stdout: string }).stdout // execFileSync's error carries what the compiler said
  }
  for (const line of output.split("\n")) {
    const [, path = "", at, message] = /^(\S+\.ts)\((\d+),\d+\): error (.*)$/.exec(line) ?? []
    const index = programs.findIndex((block, position) => moduleOf(block, position) === path)
    if (index < 0) continue
    found.set(index, [...(found.get(index) ?? []), `${at}: ${message}`])
  }
  return found
}

describe("the documentation's programs", () => {
  test("compile, or are refused with the words in their comments", () => {
    const found = diagnostics()
    const wrong = programs.flatMap((block, index) => {
      const errors = [...(found.get(index) ?? [])]
      // `// error: words` beside a line: the compiler must say them there, and nothing else.
      const expected = block.text.split("\n").flatMap((line, at) => {
        const words = /\/\/ error: (.*)$/.exec(line)?.[1]
        return words === undefined ? [] : [{ at: at + 1, words }]
      })
      const unmet = expected.filter(({ at, words }) => {
        const hit = errors.findIndex((error) => error.startsWith(`${at}: `) && error.includes(words))
        if (hit >= 0) errors.splice(hit, 1)
        return hit < 0
      })
      return [
        ...errors.map((error) => `${block.page}:${block.line} line ${error}`),
        ...unmet.map(({ words }) => `${block.page}:${block.line} is not refused with: ${words}`),
      ]
    })
    expect(programs.length).toBeGreaterThan(5)
    expect(wrong).toEqual([])
  })

  test("are in known languages", () => {
    const known = new Set(["ts", "typescript", "sh", "yaml", "yml", "json", "text", "mermaid", "diff"])
    expect(blocks.filter(({ info }) => !known.has(info.split(" ")[0] ?? "")).map((b) => `${b.page}:${b.line}`)).toEqual(
      [],
    )
  })
})

describe("the documentation's links", () => {
  test("lead to files of the repository", () => {
    const broken = pages.flatMap((page) => {
      const text = readFileSync(join(root, page), "utf8").replace(/^```[\s\S]*?^```$/gm, "")
      return [...text.matchAll(/\]\((?!https?:|#|mailto:)([^)#\s]+)/g)].flatMap(([, target = ""]) => {
        const path = join(root, dirname(page), target)
        try {
          readdirSync(path)
          return []
        } catch {
          try {
            readFileSync(path)
            return []
          } catch {
            return [`${page} → ${relative(root, path)}`]
          }
        }
      })
    })
    expect(broken).toEqual([])
  })
})
