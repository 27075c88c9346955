import { mkdirSync, writeFileSync } from "node:fs"
import { join } from "node:path"
import { codes } from "@shipline/core"
import { type JSDoc, Node, Project } from "ts-morph"
import { afterAll, beforeAll, describe, expect, it } from "vitest"
import { type Diagnostic, makeWorkspace, type Workspace } from "./types/compile.js"

/** Everything that a user may import, by name, with what stands above it. */
interface Exported {
  readonly name: string
  readonly isValue: boolean
  /** The docstrings of the declaration, or of the members of an object such as `artifact`. */
  readonly docs: readonly JSDoc[]
  readonly members: readonly (readonly [string, readonly JSDoc[]])[]
}

const project = new Project({
  compilerOptions: { strict: true, module: 199, moduleResolution: 99, target: 9, types: [] },
  skipAddingFilesFromTsConfig: true,
})
const index = project.addSourceFileAtPath(join(import.meta.dirname, "../src/index.ts"))
project.resolveSourceFileDependencies()

const docsOf = (declaration: Node): readonly JSDoc[] => {
  if (Node.isVariableDeclaration(declaration)) return declaration.getVariableStatement()?.getJsDocs() ?? []
  if (Node.isFunctionDeclaration(declaration))
    return [declaration, ...declaration.getOverloads()].flatMap((one) => one.getJsDocs())
  return Node.isJSDocable(declaration) ? declaration.getJsDocs() : []
}

/** `artifact.image` and its like: the functions of the file that the object names. */
const membersOf = (declaration: Node) => {
  if (!Node.isVariableDeclaration(declaration)) return []
  const names = declaration
    .getType()
    .getProperties()
    .map((property) => property.getName())
  return declaration
    .getSourceFile()
    .getFunctions()
    .filter((one) => names.includes(one.getName() ?? ""))
    .map((one) => [one.getName() ?? "", docsOf(one)] as const)
}

const exported: readonly Exported[] = [...index.getExportedDeclarations()].map(([name, declarations]) => ({
  name,
  isValue: declarations.some(
    (one) => Node.isVariableDeclaration(one) || Node.isFunctionDeclaration(one) || Node.isClassDeclaration(one),
  ),
  docs: declarations.flatMap(docsOf),
  members: declarations.flatMap(membersOf),
}))

const firstSentence = (docs: readonly JSDoc[]): string =>
  /^[\s\S]*?\.(?=\s|$)/.exec(docs.map((doc) => doc.getDescription().trim()).find((text) => text !== "") ?? "")?.[0] ??
  ""
const tagsOf = (docs: readonly JSDoc[], name: string): readonly string[] =>
  docs
    .flatMap((doc) => doc.getTags())
    .filter((tag) => tag.getTagName() === name)
    .map((tag) => tag.getCommentText() ?? "")
const blocksOf = (docs: readonly JSDoc[]): readonly string[] =>
  tagsOf(docs, "example").flatMap((text) => [...text.matchAll(/```ts\n([\s\S]*?)```/g)].map((match) => match[1] ?? ""))

describe("what is exported", () => {
  it.each(exported)("$name says in a sentence what it is", ({ docs, members }) => {
    expect(firstSentence(docs)).toMatch(/^\S[\s\S]{10,}\.$/)
    for (const [, own] of members) expect(firstSentence(own)).toMatch(/^\S[\s\S]{10,}\.$/)
  })

  // the table of codes is data, and speaks for itself
  it.each(exported.filter(({ isValue, name }) => isValue && name !== "codes"))(
    "$name shows how it is used",
    ({ docs, members }) => {
      const documented = members.length === 0 ? [docs] : members.map(([, own]) => own)
      for (const own of documented) expect(blocksOf(own)).not.toEqual([])
    },
  )

  it.each(exported)("$name raises only codes of the table", ({ docs, members }) => {
    const text = [docs, ...members.map(([, own]) => own)]
      .flatMap((own) => [...tagsOf(own, "throws"), ...own.map((doc) => doc.getText())])
      .join("\n")
    expect((text.match(/\bSL[12]\d{3}\b/g) ?? []).filter((code) => !Object.hasOwn(codes, code))).toEqual([])
  })
})

describe("the examples", () => {
  let workspace: Workspace
  let diagnostics: readonly Diagnostic[] = []
  const blocks = exported.flatMap(({ name, docs, members }) =>
    [[name, docs] as const, ...members.map(([member, own]) => [`${name}-${member}`, own] as const)].flatMap(
      ([what, own]) => blocksOf(own).map((block, count) => [`${what}-${count}`.replace(/\W/g, "-"), block] as const),
    ),
  )

  beforeAll(async () => {
    workspace = await makeWorkspace()
    const folder = join(workspace.folder, "examples")
    mkdirSync(folder)
    writeFileSync(join(folder, "package.json"), '{ "type": "module" }')
    const files = blocks.map(([name, block]) => {
      const file = join(folder, `${name}.ts`)
      writeFileSync(file, block)
      return file
    })
    diagnostics = (await workspace.compile("7.0", "examples", files)).diagnostics
  })
  afterAll(() => workspace.remove())

  it("are many", () => expect(blocks.length).toBeGreaterThan(20))
  it("compile", () => expect(diagnostics).toEqual([]))
})
