import { chmodSync, mkdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs"
import { expect, test } from "vitest"
import type { Project } from "../support/project.js"
import { shipline } from "../support/shipline.js"
import { fixture, planted } from "./fixture.js"

interface Said {
  readonly sideChannels: readonly {
    readonly status: string
    readonly code: string
    readonly kind: string
    readonly file: string
    readonly line: number
    readonly job?: string
    readonly subject: string
    readonly through: readonly string[]
    readonly owner?: string
  }[]
  readonly stale: readonly { readonly subject: string }[]
  readonly files: readonly string[]
  readonly problems: readonly { readonly code: string; readonly level: string }[]
}

const said = async (here: Project, ...args: readonly string[]): Promise<Said & { readonly code: number | null }> => {
  const { code, stdout } = await shipline(here, ["audit", "--json", ...args])
  return { code, ...(JSON.parse(stdout) as Said) } // what the command promises, looked at below
}

const quick = "on: push\njobs:\n  quick:\n    runs-on: ubuntu-latest\n    steps:\n      - run: npm run deploy\n"

/** The blocks of a language on the page of the audit. */
const blocksOf = (language: string): readonly string[] => {
  const page = readFileSync(new URL("../../../../docs/audit.md", import.meta.url), "utf8").replaceAll("\r\n", "\n")
  return [...page.matchAll(new RegExp(`^\`\`\`${language}\\n([\\s\\S]*?)^\`\`\`$`, "gm"))].map(([, text = ""]) => text)
}

const places = ({ sideChannels }: Said): readonly string[] =>
  sideChannels.map(({ file, line, code, job, subject }) => `${file}:${line} ${code} ${job ?? "-"} ${subject}`).sort()

test("every planted side channel is found, each at its line, and nothing else", async () => {
  const here = fixture("planted")
  expect(await shipline(here, ["compile"])).toMatchObject({ code: 0 })
  const found = await said(here)
  const expected = planted()
  expect(expected.length).toBeGreaterThanOrEqual(8)
  expect(places(found)).toEqual(expected)
  // Every kind is among them but the override, which needs a compiled file of GitLab.
  expect(new Set(found.sideChannels.map(({ kind }) => kind))).toEqual(
    new Set([
      ...[
        "environment",
        "secret",
        "role",
        "command",
        "trigger",
        "dispatch",
        "ledger",
        "lock",
        "claim",
        "unreadable",
        "protection",
      ],
    ]),
  )
  expect(found.code).toBe(1)
  expect(found.sideChannels.find(({ job }) => job === "release")?.through).toEqual([
    "package.json:6",
    "package.json:8",
    "ci/ship.sh:6",
  ])
})

test("a clean repository has none, and every file of CI was read", async () => {
  const here = fixture("clean")
  expect(await shipline(here, ["compile"])).toMatchObject({ code: 0 })
  const { code, stdout, stderr } = await shipline(here, ["audit"])
  expect([code, stdout, stderr]).toEqual([0, "", "8 files of CI read: no new side channel\n"])
  expect((await said(here)).files).toEqual([
    ".github/actions/prepare/action.yml",
    ".github/workflows/docs.yml",
    ".github/workflows/people.yml",
    ".github/workflows/review.yml",
    ".github/workflows/shop.yml",
    ".github/workflows/test.yml",
    ".gitlab-ci.yml",
    ".gitlab/node.yml",
  ])
})

test("a person reads what was found, why it matters, the way to it, the line and what to do", async () => {
  const here = fixture("clean")
  here.write(".github/workflows/quick.yml", quick)
  const { code, stdout, stderr } = await shipline(here, ["audit"])
  expect([code, stdout]).toEqual([1, ""])
  expect(stderr).toContain("error[SL3504]: the job 'quick' runs 'scripts/deploy.mjs', by which the pipeline deploys\n")
  expect(blocksOf("text")).toContain(stderr)
})

test("the baseline of the documentation is one, and speaks for its side channel", async () => {
  const here = fixture("clean")
  here.write(".github/workflows/quick.yml", quick)
  here.write("shipline.audit.json", blocksOf("json")[0] ?? "")
  expect(await said(here)).toMatchObject({ sideChannels: [{ owner: "@acme/platform" }], stale: [] })
})

test("a baseline lets a team adopt step by step: what is known is listed, what is new fails, what is gone is told", async () => {
  const here = fixture("planted")
  await shipline(here, ["compile"])
  expect(
    await shipline(here, ["audit", "--write-baseline", "--owner", "@acme/platform", "--reason", "replaced by March"]),
  ).toMatchObject({ code: 0, stderr: expect.stringContaining("created   shipline.audit.json\n") })
  const baseline = JSON.parse(here.read("shipline.audit.json"))
  expect(baseline.entries).toHaveLength(planted().length)
  expect(baseline.entries[0]).toMatchObject({ owner: "@acme/platform", reason: "replaced by March" })

  // Lines move, words change: it is the same side channel.
  here.write(".github/workflows/hotfix.yml", `# hot\n\n${here.read(".github/workflows/hotfix.yml")}`)
  const known = await shipline(here, ["audit"])
  expect(known.code).toBe(0)
  expect(known.stderr).toContain(
    "known     .github/workflows/hotfix.yml · hotfix · environment · production (@acme/platform: replaced by March)\n",
  )
  expect(known.stderr).not.toContain("error[")

  // A job of another name is another side channel, and the old entry matches nothing.
  here.write(
    ".github/workflows/hotfix.yml",
    here.read(".github/workflows/hotfix.yml").replace("  hotfix:\n", "  fix:\n"),
  )
  const moved = await said(here)
  expect(moved.code).toBe(1)
  expect(moved.sideChannels.filter(({ status }) => status === "new")).toMatchObject([{ job: "fix", code: "SL3501" }])
  expect(moved.stale).toMatchObject([{ job: "hotfix", subject: "production" }])
  expect(moved.problems.map(({ level, code }) => `${level} ${code}`)).toEqual(["error SL3501", "warning SL5702"])

  // Only what is left over: a warning, or an error where it is asked for.
  await shipline(here, ["audit", "--write-baseline", "--owner", "@acme/shop", "--reason", "renamed"])
  expect((await said(here)).sideChannels.find(({ job }) => job === "fix")).toMatchObject({ owner: "@acme/shop" })
  expect((await said(here)).code).toBe(0)
  expect(await shipline(here, ["audit", "--strict"])).toMatchObject({
    code: 1,
    stderr: expect.stringContaining("error[SL5702]"),
  })
})

test("an entry ends on its day", async () => {
  const here = fixture("clean")
  here.write(
    ".github/workflows/a.yml",
    "on: push\njobs:\n  a: { runs-on: x, environment: production, steps: [{ run: w }] }\n",
  )
  const entry = { file: ".github/workflows/a.yml", job: "a", kind: "environment", subject: "production" }
  const write = (until: string) =>
    here.write(
      "shipline.audit.json",
      JSON.stringify({ version: 1, entries: [{ ...entry, owner: "ada", reason: "soon", until }] }),
    )
  write("2999-12-31")
  expect(await said(here)).toMatchObject({ code: 0, sideChannels: [{ status: "known" }] })
  write("2020-01-31")
  const ended = await shipline(here, ["audit"])
  expect(ended.code).toBe(1)
  expect(ended.stderr).toContain("ada accepted it until 2020-01-31: soon")
  expect(ended.stderr).toContain("error[SL5703]")
  // The same, taken in again, with another day.
  await shipline(here, ["audit", "--write-baseline", "--owner", "ada", "--reason", "later", "--until", "2999-01-01"])
  expect(JSON.parse(here.read("shipline.audit.json")).entries).toEqual([
    { ...entry, owner: "ada", reason: "later", until: "2999-01-01" },
  ])
})

test("a baseline that was named must be there, unless it is to be written", async () => {
  const here = fixture("clean")
  expect(await shipline(here, ["audit", "--baseline", "known.json"])).toMatchObject({
    code: 2,
    stderr: "error[SL5001]: there is no file 'known.json'\n = help: Check the path.\n",
  })
  expect(await shipline(here, ["audit", "--baseline", "pipelines"])).toMatchObject({
    code: 2,
    stderr: "error[SL5002]: 'pipelines' is a folder\n = help: Name a file in it.\n",
  })
  const written = ["audit", "--baseline", "known.json", "--write-baseline", "--owner", "ada", "--reason", "later"]
  expect(await shipline(here, written)).toMatchObject({ code: 0 })
})

test("a baseline that is none is refused", async () => {
  const here = fixture("clean")
  here.write("shipline.audit.json", '{ "version": 1, "entries": [{ "file": "a" }] }')
  const { code, stderr } = await shipline(here, ["audit"])
  expect(code).toBe(1)
  expect(stderr).toContain(
    "error[SL5701]: entry 1 of the baseline has no owner: who answers for it\n --> shipline.audit.json",
  )
})

test.each([
  [["--write-baseline", "--owner", "ada", "--reason", " "], "error[SL5704]: a baseline needs an owner and a reason"],
  [["--owner", "ada"], "error[SL5704]: an owner, a reason or a day was given, and no baseline is written"],
  [
    ["--write-baseline", "--owner", "ada", "--reason", "r", "--until", "soon"],
    "error[SL5502]: '--until' has the value 'soon'",
  ],
])("%j is wrong usage", async (args, says) => {
  const { code, stderr } = await shipline(fixture("clean"), ["audit", ...args])
  expect(code).toBe(2)
  expect(stderr).toContain(says)
})

test("what cannot be read is told, and what is no file of CI is not looked at", async () => {
  const here = fixture("clean")
  const outside = fixture("planted")
  symlinkSync(outside.file(".github/workflows/hotfix.yml"), here.file(".github/workflows/out.yml"))
  symlinkSync(here.file("nowhere.yml"), here.file(".github/workflows/gone.yml"))
  symlinkSync(here.file(".github/workflows/docs.yml"), here.file(".github/workflows/link.yml"))
  mkdirSync(here.file(".github/workflows/folder.yml"))
  here.write(".github/workflows/secret.yml", "on: push\njobs: {}\n")
  chmodSync(here.file(".github/workflows/secret.yml"), 0)
  here.write(".github/workflows/empty.yml", "")
  here.write(".github/workflows/notes.txt", "environment: production")
  here.write("other/.github/workflows/other.yml", "jobs: { a: { environment: production } }")
  here.write("chart/values.yml", "environment: production\n\t: broken")
  const { sideChannels } = await said(here)
  const found = sideChannels.map(({ file, code }) => `${file} ${code}`)
  // Root reads everything.
  const isRoot = process.getuid?.() === 0
  expect(found).toEqual([
    ".github/workflows/out.yml SL3511",
    ...(isRoot ? [] : [".github/workflows/secret.yml SL3511"]),
  ])
})

test("a file that bytes alone are in is told", async () => {
  const here = fixture("clean")
  writeFileSync(here.file(".github/workflows/bytes.yml"), Buffer.from([0xff, 0xfe, 0x00, 0xc3, 0x28]))
  const { sideChannels, code } = await said(here)
  expect(code).toBe(1)
  expect(sideChannels).toMatchObject([{ file: ".github/workflows/bytes.yml", code: "SL3511" }])
})

test("a file by hand where a platform's own would lie is one of the others", async () => {
  const here = fixture("clean")
  here.write(
    ".github/workflows/shop.yml",
    "on: push\njobs:\n  a: { runs-on: x, environment: production, steps: [{ run: w }] }\n",
  )
  expect((await said(here)).sideChannels).toMatchObject([{ file: ".github/workflows/shop.yml", code: "SL3501" }])
})

test("both platforms' files of one program are none of the others, and nobody hides behind their names", async () => {
  const here = fixture("clean")
  rmSync(here.file(".gitlab-ci.yml"))
  await shipline(here, ["compile"])
  await shipline(here, ["compile", "--target", "gitlab"])
  expect(await said(here)).toMatchObject({ code: 0, sideChannels: [] })
  // Nobody compiles for GitLab here: an edited file of it would be seen by no check.
  here.write(".gitlab/shop.yml", `${here.read(".gitlab/shop.yml")}\nquick:\n  script: [node scripts/deploy.mjs]\n`)
  const { code, sideChannels } = await said(here)
  expect(code).toBe(1)
  expect(sideChannels).toContainEqual(expect.objectContaining({ code: "SL3509", file: ".gitlab/shop.yml" }))
  expect(sideChannels).toContainEqual(expect.objectContaining({ code: "SL3504", job: "quick" }))
  // Where the project compiles for it, `shipline compile --check` sees it.
  here.write("shipline.config.ts", 'export default { target: "gitlab" }\n')
  expect(await said(here)).toMatchObject({ code: 0, sideChannels: [] })
  expect(await shipline(here, ["compile", "--check"])).toMatchObject({ code: 1 })
})
