import { expect, test } from "vitest"
import { type Case, deploy, gates, needs, ruled, unit, verdictOf } from "./files.js"

/** Files that are not what they look like: letters, keys, documents, sizes. */
const cases: readonly Case[] = [
  ["merge key", "refuted", `.x: &x\n  allow_failure: true\n${unit("  <<: *x\n")}${deploy(needs)}`],
  ["dup key", "undecided", unit("  allow_failure: true\n  allow_failure: false\n") + deploy(needs)],
  ["dup job", "undecided", `${gates + deploy(needs)}unit:\n  script: [x]\n  allow_failure: true\n`],
  ["two docs no header", "proved", `${gates + deploy(needs)}---\n${gates}${deploy("  needs: []\n")}`],
  ["doc marker first", "proved", `---\n${gates}${deploy(needs)}`],
  ["bom", "proved", `\uFEFF${gates}${deploy(needs)}`],
  ["crlf", "proved", (gates + deploy(needs)).replaceAll("\n", "\r\n")],
  [
    "proto",
    "refuted",
    `${gates + deploy("  needs: []\n")}__proto__:\n  script: [x]\nconstructor:\n  script: [x]\n  needs: [__proto__]\n`,
  ],
  ["toString needs", "refuted", gates + deploy("  needs: [unit, scan, toString]\n")],
  ["empty", "refuted", ""],
  ["scalar", "undecided", "hello"],
  ["list", "undecided", "- a"],
  ["deep nest", "undecided", `${gates + deploy(needs)}.x: ${"[".repeat(3000)}${"]".repeat(3000)}\n`],
  [
    "many",
    "proved",
    gates + Array.from({ length: 400 }, (_, i) => `j${i}:\n  stage: test\n  script: [x]\n`).join("") + deploy(""),
  ],
  [
    "extends cycle",
    "undecided",
    `.a: { extends: .b }\n.b: { extends: .a }\n${unit("  extends: .a\n")}${deploy(needs)}`,
  ],
  ["job string", "undecided", `${gates + deploy(needs)}foo: bar\n`],
  ["run steps", "undecided", `${gates + deploy(needs)}foo:\n  run: [{ name: x, script: y }]\n`],
  ["$ in job name", "proved", `${gates + deploy(needs)}'$x \${y}':\n  script: [x]\n`],
  ["rule if numeric/empty", "undecided", unit(ruled("- if: ''")) + deploy("")],
  ["unterminated regex", "undecided", unit(ruled("- if: $X =~ /abc")) + deploy(needs)],
  [
    "exponential aliases",
    "undecided",
    `x: &a [1,1,1,1,1,1,1,1,1]\n.b: &b [*a,*a,*a,*a,*a,*a,*a,*a,*a]\n.c: &c [*b,*b,*b,*b,*b,*b,*b,*b,*b]\n.d: &d [*c,*c,*c,*c,*c,*c,*c,*c,*c]\n.e: &e [*d,*d,*d,*d,*d,*d,*d,*d,*d]\n.f: &f [*e,*e,*e,*e,*e,*e,*e,*e,*e]\n.g: [*f,*f,*f,*f,*f,*f,*f,*f,*f]\n${gates}${deploy(needs)}`,
  ],
]

test.each(cases)("%s: %s", (_, verdict, files) => expect(verdictOf(files)).toBe(verdict))
