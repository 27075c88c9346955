import { readFileSync } from "node:fs"
import { join } from "node:path"
import * as Effect from "effect/Effect"
import { expect, test } from "vitest"
import { openHome } from "../../src/local/home.js"
import { git, project, write } from "../support/project.js"

test.each([
  ["an earlier version left everything out", "*\n", "*\n!guard.mjs\n"],
  ["the same with the line ends of Windows", "*\r\n", "*\n!guard.mjs\n"],
  ["a person said something else", "*\n!notes.md\n", "*\n!notes.md\n"],
])("lets git see the guard and nothing else: %s", async (_what, before, after) => {
  const root = project({ "a.txt": "a\n" })
  write(root, { ".shipline/.gitignore": before, ".shipline/guard.mjs": "", ".shipline/runs/1/run.jsonl": "{}\n" })
  await Effect.runPromise(openHome(root, "runs"))
  expect(readFileSync(join(root, ".shipline", ".gitignore"), "utf8")).toBe(after)
  const seen = git(root, "status", "--porcelain", "--untracked-files=all")
  expect(seen).toBe(after.includes("guard") ? "?? .shipline/guard.mjs\n" : "")
})
