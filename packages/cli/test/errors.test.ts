import { expect, test } from "vitest"
import { codes } from "../src/errors.js"
import { project, shop } from "./support/project.js"
import { shipline } from "./support/shipline.js"

interface Bad {
  readonly files?: Readonly<Record<string, string>>
  readonly args?: readonly string[]
  readonly core?: false
  readonly code: 1 | 2
  readonly says: string
}

const core = 'import { environment, gate, pipeline, rollout, sh } from "@shipline/core"\n'

/** One program for each mistake, and all that the command says about it. */
const mistakes: Readonly<Record<string, Bad>> = {
  "SL5001 a file that is not there": {
    files: { "pipelines/shop.ts": shop() },
    args: ["pipelines/shpo.ts"],
    code: 2,
    says: `error[SL5001]: there is no file 'pipelines/shpo.ts'
 = help: Did you mean 'shop.ts'?
`,
  },
  "SL5001 a file in a folder that is not there": {
    args: ["pipeline/shop.ts"],
    code: 2,
    says: `error[SL5001]: there is no file 'pipeline/shop.ts'
 = help: There is no folder 'pipeline' either.
`,
  },
  "SL5002 a folder": {
    files: { "pipelines/shop.ts": shop(), "pipelines/site.ts": shop("site") },
    args: ["pipelines"],
    code: 2,
    says: `error[SL5002]: 'pipelines' is a folder
 = help: Name its files: pipelines/shop.ts pipelines/site.ts
`,
  },
  "SL5003 neither TypeScript nor JavaScript": {
    files: { "shop.yml": "on: push" },
    args: ["shop.yml"],
    code: 2,
    says: `error[SL5003]: 'shop.yml' is neither TypeScript nor JavaScript
 = help: Name a .ts, .mts, .cts, .tsx, .js, .mjs or .cjs file.
`,
  },
  "SL5004 nothing to compile": {
    code: 2,
    says: `error[SL5004]: there is nothing to compile: no file was named, and there is neither pipelines/*.ts nor shipline.config.ts
 = help: Name a file: shipline compile pipelines/shop.ts
`,
  },
  "SL5005 an unknown target": {
    files: { "shop.ts": shop() },
    args: ["shop.ts", "--target", "githbu"],
    code: 2,
    says: `error[SL5005]: there is no target 'githbu'
 = help: Did you mean 'github'?
`,
  },
  "SL5006 options that exclude each other": {
    files: { "shop.ts": shop() },
    args: ["shop.ts", "--check", "--stdout"],
    code: 2,
    says: `error[SL5006]: --check and --stdout exclude each other: a check prints what differs
 = help: Leave one of them out.
`,
  },
  "SL5007 an unknown option": {
    args: ["--chek"],
    code: 2,
    says: `error[SL5007]: there is no option '--chek'
 = help: Did you mean '--check'?
`,
  },
  "SL5102 a syntax error": {
    files: { "shop.ts": `${core}const options = { a: 1 b: 2 }\nexport default options\n` },
    args: ["shop.ts"],
    code: 1,
    says: `error[SL5102]: expected ',', got a name
 --> shop.ts:2:24
  |
2 | const options = { a: 1 b: 2 }
  |                        ^
  = help: Correct the syntax; an editor marks the same place.
`,
  },
  "SL5102 a syntax error beside types, behind CRLF": {
    files: { "shop.ts": "const a: string = 'a'\r\nconst b: { c: 1 } = { c: 1 d: 2 }\r\n" },
    args: ["shop.ts"],
    code: 1,
    says: `error[SL5102]: expected ',', got a name
 --> shop.ts:2:28
  |
2 | const b: { c: 1 } = { c: 1 d: 2 }
  |                            ^
  = help: Correct the syntax; an editor marks the same place.
`,
  },
  "SL5102 what the engine alone refuses": {
    files: { "shop.ts": "const a: number = 1\nlet b: number = 2\nlet b = 3\n" },
    args: ["shop.ts"],
    code: 1,
    says: `error[SL5102]: identifier 'b' has already been declared
 --> shop.ts:3:5
  |
3 | let b = 3
  |     ^
  = help: Correct the syntax; an editor marks the same place.
`,
  },
  "SL5102 a syntax error in a file that is imported": {
    files: { "shop.ts": 'import "./gates.js"\n', "gates.ts": "export const = 1\n" },
    args: ["shop.ts"],
    code: 1,
    says: `error[SL5102]: unexpected token \`=\`. Expected yield, an identifier, [ or {
 --> gates.ts:1:14
  |
1 | export const = 1
  |              ^
  = help: Correct the syntax; an editor marks the same place.
`,
  },
  "SL5103 a decorator": {
    files: { "shop.ts": "const log = (value: unknown) => value\n@log class Shop {}\n" },
    args: ["shop.ts"],
    code: 1,
    says: `error[SL5103]: decorators are not part of JavaScript yet
 --> shop.ts:2:1
  |
2 | @log class Shop {}
  | ^
  = help: Call the function yourself, without @.
`,
  },
  "SL5103 a namespace": {
    files: { "shop.ts": "namespace Gates {\n  export const unit = 1\n}\nexport default Gates.unit\n" },
    args: ["shop.ts"],
    code: 1,
    says: `error[SL5103]: a namespace is code, not a type, and cannot be taken away
 --> shop.ts:1:1
  |
1 | namespace Gates {
  | ^
  = help: Use a module or a plain object instead of the namespace.
`,
  },
  "SL5103 JSX": {
    files: { "shop.tsx": "const a: number = 1\nexport default <a/>\n" },
    args: ["shop.tsx"],
    code: 1,
    says: `error[SL5103]: JSX cannot be run
 --> shop.tsx:2:19
  |
2 | export default <a/>
  |                   ^
  = help: Write the values without JSX.
`,
  },
  "SL5104 an exception, with the user's own frames": {
    files: {
      "shop.ts": `import { fail } from "./lib.js"\nconst first = (value: { readonly a: string }): string => fail(value)\nexport default first({ a: "" })\n`,
      "lib.ts": `export const fail = (value: object): string => { throw new Error(\`no \${JSON.stringify(value)}\`) }\n`,
    },
    args: ["shop.ts"],
    code: 1,
    says: `error[SL5104]: the program threw Error: no {"a":""}
 --> lib.ts:1:56
  |
1 | export const fail = (value: object): string => { throw new Error(\`no \${JSON.stringify(value)}\`) }
  |                                                        ^
  = help: Correct the program; nothing was written. The way there: shop.ts:2:58, shop.ts:3:16
`,
  },
  "SL5104 something thrown that is no error": {
    files: { "shop.ts": "throw 'enough'\n" },
    args: ["shop.ts"],
    code: 1,
    says: `error[SL5104]: the program threw enough
 --> shop.ts:1:1
  |
1 | throw 'enough'
  | ^
  = help: Correct the program; nothing was written.
`,
  },
  "SL5104 CommonJS in a module": {
    files: { "shop.ts": "module.exports = 1\n" },
    args: ["shop.ts"],
    code: 1,
    says: `error[SL5104]: the program threw ReferenceError: module is not defined in ES module scope
 --> shop.ts:1:1
  |
1 | module.exports = 1
  | ^
  = help: The file is run as a module: use import and export, import.meta.dirname and import.meta.filename.
`,
  },
  "SL5105 a promise that never settles": {
    files: { "shop.ts": "await new Promise(() => {})\n" },
    args: ["shop.ts"],
    code: 1,
    says: `error[SL5105]: the program waits for something that never comes
 --> shop.ts:1:1
  |
1 | await new Promise(() => {})
  | ^
  = help: Look at what stands behind \`await\` outside of functions.
`,
  },
  "SL5106 a file that is imported and not there": {
    files: { "shop.ts": 'import { unit } from "./gate.js"\nexport default unit\n', "gates.ts": "" },
    args: ["shop.ts"],
    code: 1,
    says: `error[SL5106]: there is no file './gate.js'
 --> shop.ts:1:22
  |
1 | import { unit } from "./gate.js"
  |                      ^
  = help: Did you mean 'gates.ts'?
`,
  },
  "SL5106 a package that is not installed": {
    files: { "shop.ts": 'import { unit } from "@acme/platform/gates"\nexport default unit\n' },
    args: ["shop.ts"],
    code: 1,
    says: `error[SL5106]: the package '@acme/platform' is not installed here
 --> shop.ts:1:22
  |
1 | import { unit } from "@acme/platform/gates"
  |                      ^
  = help: Run \`npm install --save-dev @acme/platform\` in the project of the program.
`,
  },
  "SL5107 the library is not installed": {
    files: { "shop.ts": shop() },
    args: ["shop.ts"],
    core: false,
    code: 1,
    says: `error[SL5107]: @shipline/core is not installed here
 --> shop.ts:1:58
  |
1 | import { environment, gate, pipeline, rollout, sh } from "@shipline/core"
  |                                                          ^
  = help: Run \`npm install --save-dev @shipline/core\` in the project of the program.
`,
  },
  "SL5108 a name that is not exported": {
    files: { "shop.ts": 'import { pipelin } from "@shipline/core"\nexport default pipelin\n' },
    args: ["shop.ts"],
    code: 1,
    says: `error[SL5108]: '@shipline/core' does not export 'pipelin'
 --> shop.ts:1:10
  |
1 | import { pipelin } from "@shipline/core"
  |          ^
  = help: Look at what '@shipline/core' exports; a type is imported with \`import type\`.
`,
  },
  "SL5109 a program that ends the process": {
    files: { "shop.ts": "process.exit(0)\n" },
    args: ["shop.ts"],
    code: 1,
    says: `error[SL5109]: the program ended the process
 --> shop.ts:1:1
  |
1 | process.exit(0)
  | ^
  = help: Remove process.exit(); throw an exception where the program cannot go on.
`,
  },
  "SL5201 no default export": {
    files: { "shop.ts": shop().replace("export default", "export const shop =") },
    args: ["shop.ts"],
    code: 1,
    says: `error[SL5201]: the program has no default export
 --> shop.ts:6:21
  |
6 | export const shop = pipeline("shop", { on: { push: "main" } }, (source) =>
  |                     ^
  = help: Export it as the default: export default shop
`,
  },
  "SL5202 a default export that is no pipeline": {
    files: { "shop.ts": 'const name = "shop"\nexport default { name }\n' },
    args: ["shop.ts"],
    code: 1,
    says: `error[SL5202]: the default export is an object, not a pipeline
 --> shop.ts:2:1
  |
2 | export default { name }
  | ^
  = help: Export what pipeline() returned, or an array of such values.
`,
  },
  "SL5203 two pipelines of one name": {
    files: { "a.ts": shop(), "b.ts": shop() },
    args: ["a.ts", "b.ts"],
    code: 1,
    says: `error[SL5203]: there are two pipelines named 'shop'
 --> b.ts:6:16
  |
6 | export default pipeline("shop", { on: { push: "main" } }, (source) =>
  |                ^
  = help: Rename one of them; the other is at a.ts:6.
`,
  },
  "SL5204 two pipelines for one file": {
    files: { "a.ts": shop("web shop"), "b.ts": shop("Web-Shop") },
    args: ["a.ts", "b.ts"],
    code: 1,
    says: `error[SL5204]: the pipelines 'web shop' and 'Web-Shop' would both be written to .github/workflows/web-shop.yml
 --> b.ts:6:16
  |
6 | export default pipeline("Web-Shop", { on: { push: "main" } }, (source) =>
  |                ^
  = help: Rename one of them.
`,
  },
  "SL2001 a plan that is not sound: every problem": {
    files: {
      "shop.ts": `${core}
const unit = gate("unit", sh\`npm test\`)
const lint = gate("lint", sh\`npm run lint\`)
const production = environment("production", { requires: [unit, lint] })
export default pipeline("shop", { on: { push: "main" } }, (source) =>
  (source as any).deploy(production, rollout({ deploy: () => sh\`./deploy.sh\` })))
`,
    },
    args: ["shop.ts"],
    code: 1,
    says: `error[SL2001]: production is out of reach: this candidate has not passed 'unit'
 --> shop.ts:7:19
  |
7 |   (source as any).deploy(production, rollout({ deploy: () => sh\`./deploy.sh\` })))
  |                   ^
  = help: Pass 'unit' on the way to this deployment: .pass(...).

error[SL2001]: production is out of reach: this candidate has not passed 'lint'
 --> shop.ts:7:19
  |
7 |   (source as any).deploy(production, rollout({ deploy: () => sh\`./deploy.sh\` })))
  |                   ^
  = help: Pass 'lint' on the way to this deployment: .pass(...).
`,
  },
  "SL1001 what the library refuses": {
    files: { "shop.ts": `${core}export default pipeline("", { on: { push: "main" } }, (source) => source)\n` },
    args: ["shop.ts"],
    code: 1,
    says: `error[SL1001]: the name of a pipeline is empty
 --> shop.ts:2:16
  |
2 | export default pipeline("", { on: { push: "main" } }, (source) => source)
  |                ^
  = help: Give it a short name of one line, such as "unit".
`,
  },
  "problems of several programs together": {
    files: { "a.ts": "throw new Error('a')\n", "b.ts": "export default 1\n", "c.ts": shop() },
    args: ["a.ts", "b.ts", "c.ts"],
    code: 1,
    says: `error[SL5104]: the program threw Error: a
 --> a.ts:1:7
  |
1 | throw new Error('a')
  |       ^
  = help: Correct the program; nothing was written.

error[SL5202]: the default export is the number 1, not a pipeline
 --> b.ts:1:1
  |
1 | export default 1
  | ^
  = help: Export what pipeline() returned, or an array of such values.
`,
  },
}

test.each(Object.entries(mistakes))("%s", async (_, { files = {}, args = [], core: installed, code, says }) => {
  const here = project(files, installed === undefined ? {} : { core: installed })
  expect(await shipline(here, ["compile", ...args])).toEqual({ code, signal: null, stdout: "", stderr: says })
})

test("every code of programs is shown by one of these", () => {
  const shown = Object.keys(mistakes).map((name) => name.slice(0, 6))
  const programs = Object.keys(codes).filter((code) => /^SL5(?:00[1-7]|10[2-9]|20)/.test(code))
  expect(programs.filter((code) => !shown.includes(code))).toEqual([])
})

test("--json tells the same on stdout", async () => {
  const here = project({ "shop.ts": "export default 1\n" })
  const { code, stdout } = await shipline(here, ["compile", "shop.ts", "--json"])
  expect(code).toBe(1)
  expect(JSON.parse(stdout)).toEqual({
    files: [],
    problems: [
      {
        level: "error",
        code: "SL5202",
        message: "the default export is the number 1, not a pipeline",
        hint: "Export what pipeline() returned, or an array of such values.",
        at: { file: "shop.ts", line: 1, column: 1 },
      },
    ],
  })
  const usage = await shipline(here, ["compile", "--jsno", "--json"])
  expect(usage.code).toBe(2)
  expect(JSON.parse(usage.stdout)).toMatchObject({ files: [], problems: [{ code: "SL5007" }] })
})

test("colours are for terminals alone, unless they are asked for", async () => {
  const here = project({ "shop.ts": "export default 1\n" })
  const run = async (env: NodeJS.ProcessEnv) =>
    (await shipline(here, ["compile", "shop.ts"], { env })).stderr.includes("\x1b[")
  expect([await run({}), await run({ FORCE_COLOR: "1" }), await run({ FORCE_COLOR: "1", NO_COLOR: "1" })]).toEqual([
    false,
    true,
    false,
  ])
})

test("a failure that nobody waits for is one of the program", async () => {
  const here = project({
    "shop.ts": `Promise.reject(new Error("late"))\nawait new Promise((resolve) => setTimeout(resolve, 500))\n${shop()}`,
  })
  const { code, stderr } = await shipline(here, ["compile", "shop.ts"])
  expect(code).toBe(1)
  expect(stderr).toContain("error[SL5104]: the program threw Error: late\n --> shop.ts:1:16\n")
})
