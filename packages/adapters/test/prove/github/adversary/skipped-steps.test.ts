import { expect, test } from "vitest"
import { type Case, file, gates, needs, verdictOf } from "./files.js"

/** Gates that pass because what they check is left out. */
const cases: readonly Case[] = [
  ["only step if false", "refuted", file(needs, gates("      - run: npm test\n        if: false\n"))],
  [
    "only step if PR",
    "refuted",
    file(
      needs,
      gates(
        "      - uses: actions/checkout@v4\n      - run: npm test\n        if: github.event_name == 'pull_request'\n",
      ),
    ),
  ],
  [
    "step if hashFiles",
    "undecided",
    file(needs, gates("      - run: npm test\n        if: hashFiles('package.json') != ''\n")),
  ],
  [
    "step if failure",
    "proved",
    file(
      needs,
      gates(
        "      - run: npm test\n      - run: cat log\n        if: failure()\n      - uses: actions/upload-artifact@v4\n        if: always()\n      - run: echo x\n        if: ${{ !cancelled() }}\n",
      ),
    ),
  ],
  [
    "only step if failure",
    "refuted",
    file(needs, gates("      - uses: actions/checkout@v4\n      - run: npm test\n        if: failure()\n")),
  ],
  [
    "aggregate all-green echo",
    "proved",
    file(
      "    needs: all\n",
      `  unit:
    runs-on: x
    steps: [{ run: npm test }]
  scan:
    runs-on: x
    if: always()
    needs: unit
    steps: [{ run: echo ok }]
  all:
    runs-on: x
    needs: [unit, scan]
    if: always()
    steps: [{ run: "exit 1", if: "contains(needs.*.result, 'failure')" }]
`,
    ),
  ],
  [
    "all-green with deploy needing result",
    "refuted",
    file(
      "    needs: all\n    if: \"!cancelled() && needs.all.result == 'success'\"\n",
      `  unit:
    runs-on: x
    steps: [{ run: npm test }]
  scan:
    runs-on: x
    needs: unit
    steps: [{ run: echo ok }]
  all:
    runs-on: x
    needs: [unit, scan]
    if: always()
    steps: [{ run: "exit 1", if: "contains(needs.*.result, 'failure')" }]
`,
    ),
  ],
]

test.each(cases)("%s: %s", (_, verdict, files) => expect(verdictOf(files)).toBe(verdict))
