import { readFileSync, writeFileSync } from "node:fs"
import { dirname, join } from "node:path"
import { fileURLToPath } from "node:url"
import { expect, test } from "vitest"
import { sideChannelCodes } from "../packages/adapters/src/audit/index.js"
import { sentences as github } from "../packages/adapters/src/github/problems.js"
import { ruleSentences } from "../packages/adapters/src/github/prove/rules/problems.js"
import { sentences as gitlab } from "../packages/adapters/src/gitlab/problems.js"
import { sentences as gitlabReading } from "../packages/adapters/src/gitlab/read/problems.js"
import { proofSentences } from "../packages/adapters/src/prove/problems.js"
import { codes as command } from "../packages/cli/src/errors.js"
import { codes as core } from "../packages/core/src/errors/codes.js"
import { codes as runs } from "../packages/runners/src/errors/codes.js"

const page = join(dirname(fileURLToPath(import.meta.url)), "..", "docs", "errors.md")

/** A problem of a platform has its words only; what it names stands as an ellipsis. */
const words = (sentences: object): readonly (readonly [string, string])[] =>
  Object.entries(sentences)
    .map(([code, write]) => {
      const say = write as (...details: unknown[]) => readonly [message: string, hint: string] // only the words are wanted
      return [code, say("…", "…", "…", "…")[0]] as const
    })
    .sort(([one], [other]) => one.localeCompare(other))

const sections = [
  {
    title: "The program: SL1",
    text: "Thrown as `ShiplineError` while the program runs: it cannot be built at all.",
    rows: Object.entries(core).filter(([code]) => code.startsWith("SL1")),
  },
  {
    title: "The plan: SL2",
    text: "Returned by `verify`, all of them together. The compiler says the same sentences unless a cast misled it.",
    rows: Object.entries(core).filter(([code]) => code.startsWith("SL2")),
  },
  {
    title: "A platform: SL3",
    text: "What a platform cannot do, returned by `compile` at the line of the program; then nothing is written.",
    rows: [
      ["SL3001", "the platform does not know nodes of this kind"],
      ...words(github),
      ["SL3201", "a GitLab fragment has a key that decides whether a deployment runs, or one that is not known"],
      ...words(gitlab),
    ],
  },
  {
    title: "A proof: SL34",
    text: "What [a proof](proof.md) finds in the text of workflows and of GitLab's files, or cannot judge.",
    rows: [...words(proofSentences), ...words(gitlabReading), ...words(ruleSentences)],
  },
  {
    title: "An audit: SL35",
    text: "What comes past the pipelines, reported by [`shipline audit`](audit.md) at the line of the CI file.",
    rows: Object.entries(sideChannelCodes),
  },
  {
    title: "A run: SL4",
    text: "Reported by the local runner.",
    rows: Object.entries(runs).filter(([code]) => code.startsWith("SL4")),
  },
  { title: "The command: SL5", text: "Reported by `shipline`.", rows: Object.entries(command) },
  {
    title: "An admission: SL60",
    text: "Reasons against a deployment, all of them together: the same in CI, on this machine and in a dry run.",
    rows: Object.entries(core).filter(([code]) => code.startsWith("SL60")),
  },
  {
    title: "The ledger and the guard: SL61",
    text: "What cannot be recorded is not deployed. SL615x are the guard's in CI jobs.",
    rows: Object.entries(runs).filter(([code]) => code.startsWith("SL61")),
  },
]

const table = (rows: readonly (readonly string[])[]): string =>
  rows
    .map(([code, meaning = ""]) => `| \`${code}\` | ${meaning.replaceAll("|", "\\|").replaceAll("${{", "`${{`")} |\n`)
    .join("")

test("docs/errors.md lists every code with its meaning", () => {
  const text = `# Errors

Every problem has a stable code, the place in your program, what is missing and what to do. Codes never change their meaning.
${sections.map(({ title, text, rows }) => `\n## ${title}\n\n${text}\n\n| code | meaning |\n|---|---|\n${table(rows)}`).join("")}`
  if (process.env.UPDATE_GOLDEN === "1" && process.env.CI === undefined) writeFileSync(page, text)
  expect(readFileSync(page, "utf8").replaceAll("\r\n", "\n")).toBe(text)
})
