import { expect, test } from "vitest"
import { behind, type Case, file, gates, needs, verdictOf } from "./files.js"

/** Files that are not what they look like: letters, keys, aliases, sizes. */
const cases: readonly Case[] = [
  ["needs case", "undecided", file("    needs: [Unit, scan]\n")],
  ["dup key", "undecided", file("    needs: [unit, scan]\n    needs: []\n")],
  [
    "dup job",
    "undecided",
    `${file(needs)}  deploy:\n    runs-on: x\n    environment: production\n    steps: [{ run: x }]\n`,
  ],
  ["merge key", "undecided", file("    <<: { if: always() }\n    needs: [unit, scan]\n")],
  ["two docs", "undecided", `${file(needs)}---\n${file("")}`],
  ["bom", "proved", `\uFEFF${file(needs)}`],
  ["crlf", "proved", file(needs).replaceAll("\n", "\r\n")],
  ["tabs", "undecided", file(needs).replace("    needs", "\tneeds")],
  [
    "proto job",
    "refuted",
    file("") +
      "  __proto__:\n    runs-on: x\n    steps: [{ run: x }]\n  constructor:\n    runs-on: x\n    environment: production\n    steps: [{ run: x }]\n",
  ],
  ["cycle", "undecided", file(needs, gates("      - run: npm test\n", "    needs: deploy\n"))],
  ["self cycle", "undecided", file("    needs: [deploy]\n")],
  [
    "an alias in a file of very many values",
    "undecided",
    `x: [${"1,".repeat(50_000)}1]\ny: &always always()\n${file(`${needs}    if: *always\n`)}`,
  ],
  ["an alias in what it names", "undecided", file(needs, gates("      - &step { run: npm test, env: *step }\n"))],
  ["no jobs", "undecided", "on: push\njobs: {}\n"],
  ["jobs list", "undecided", "on: push\njobs: [a]\n"],
  ["jobs null", "undecided", "on: push\njobs:\n  unit:\n  scan:\n  deploy:\n"],
  ["empty", "undecided", ""],
  ["scalar", "undecided", "hello"],
  ["deep", "undecided", `${file(needs)}x: ${"[".repeat(3000)}${"]".repeat(3000)}\n`],
  ["deep expr", "undecided", file(behind(`${"(".repeat(2000)}true${")".repeat(2000)}`))],
  ["deep expr not", "undecided", file(behind(`${"!".repeat(3000)}true`))],
  ["merge_group", "proved", file(needs, gates(), "merge_group:")],
  ["pull_request closed", "proved", file(needs, gates(), "pull_request: { types: [closed] }")],
]

test.each(cases)("%s: %s", (_, verdict, files) => expect(verdictOf(files)).toBe(verdict))
