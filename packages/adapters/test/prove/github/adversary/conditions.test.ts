import { expect, test } from "vitest"
import { behind, type Case, file, gates, needs, verdictOf } from "./files.js"

/** Conditions that let a gate be skipped, or only look as if they did. */
const cases: readonly Case[] = [
  ["plain", "proved", file(needs)],
  ["!contains failure", "proved", file(behind("!contains(needs.*.result, 'failure')"))],
  [
    "always && !contains failure && !contains cancelled",
    "refuted",
    file(behind("always() && !contains(needs.*.result, 'failure') && !contains(needs.*.result, 'cancelled')")),
  ],
  [
    "!cancelled + !contains both",
    "proved",
    file(behind("!cancelled() && !contains(needs.*.result, 'failure') && !contains(needs.*.result, 'cancelled')")),
  ],
  [
    "same with skippable gate",
    "refuted",
    file(
      behind("!cancelled() && !contains(needs.*.result, 'failure') && !contains(needs.*.result, 'cancelled')"),
      gates("      - run: npm test\n", "    if: github.actor != 'bot'\n"),
    ),
  ],
  ["all skipped join", "undecided", file(behind("!cancelled() && contains(join(needs.*.result, ','), 'success')"))],
  ["toJSON(needs)", "undecided", file(behind("!cancelled() && !contains(toJSON(needs), 'failure')"))],
  ["success('unit')", "undecided", file(behind("success('unit')"))],
  ["case()", "refuted", file(behind("!cancelled() && case(needs.unit.result == 'failure', false, true)"))],
  ["run_attempt > 1", "undecided", file(behind("always() && github.run_attempt > 1"))],
  ["run_number >= 100", "undecided", file(behind("always() && github.run_number >= 100"))],
  ["run_attempt == 2", "refuted", file(behind("always() && github.run_attempt == 2"))],
  [
    "commits length",
    "undecided",
    file(behind("always() && github.event.pull_request.commits > 3"), gates(), "pull_request:"),
  ],
  [
    "labels force",
    "refuted",
    file(behind("always() && contains(github.event.pull_request.labels.*.name, 'force')"), gates(), "pull_request:"),
  ],
  [
    "label index 0",
    "refuted",
    file(behind("always() && github.event.pull_request.labels[0].name == 'force'"), gates(), "pull_request:"),
  ],
  ["commit message", "refuted", file(behind("always() && contains(github.event.head_commit.message, '[force]')"))],
  [
    "output of gate",
    "refuted",
    file(
      behind("!cancelled() && needs.unit.outputs.ok == 'true'"),
      gates("      - run: npm test\n", "    outputs: { ok: x }\n"),
    ),
  ],
  [
    "output json",
    "refuted",
    file(
      behind("!cancelled() && fromJSON(needs.unit.outputs.ok)"),
      gates("      - run: npm test\n", "    outputs: { ok: x }\n"),
    ),
  ],
  [
    "bracket needs",
    "proved",
    file(behind("!cancelled() && needs['unit'].result == 'success' && needs.SCAN['RESULT'] == 'SUCCESS'")),
  ],
  ["dynamic needs", "undecided", file(behind("!cancelled() && needs[format('un{0}', 'it')].result == 'success'"))],
  ["text around", "refuted", file(behind("${{ success() }} "))],
  ["yaml tag if", "undecided", file("    needs: [unit, scan]\n    if: !cancelled()\n")],
  [
    "yaml tag if contains",
    "undecided",
    file("    needs: [unit, scan]\n    if: !contains(needs.*.result, 'failure')\n"),
  ],
  [
    "proto event",
    "refuted",
    file(
      behind(
        "github.event.__proto__ && github.event.constructor && inputs.__proto__ == 'a' && vars.constructor == 'x'",
      ),
    ),
  ],
  ["proto event always", "refuted", file(behind("always() && github.event.constructor"))],
  ["always || success precedence", "refuted", file(behind("github.ref == 'refs/heads/main' && success() || always()"))],
  [
    "github.event.inputs skip",
    "refuted",
    file(
      behind("always() && (github.event.inputs.skip == 'true' || needs.unit.result == 'success')"),
      gates(),
      "workflow_dispatch: { inputs: { skip: { type: boolean } } }",
    ),
  ],
  [
    "inputs.skip",
    "refuted",
    file(
      behind("!cancelled() && (inputs.skip || (needs.unit.result == 'success' && needs.scan.result == 'success'))"),
      gates(),
      "workflow_dispatch: { inputs: { skip: { type: boolean } } }",
    ),
  ],
  ["vars skip", "refuted", file(behind("!cancelled() && (vars.SKIP_TESTS == '1' || success())"))],
  ["repository check", "proved", file(behind("github.repository == 'o/r' && github.ref == 'refs/heads/main'"))],
  [
    "needs skipped ok",
    "refuted",
    file(
      behind(
        "!cancelled() && contains(fromJSON('[\"success\",\"skipped\"]'), needs.unit.result) && needs.scan.result == 'success'",
      ),
      gates("      - run: npm test\n", "    if: github.event_name != 'push'\n"),
    ),
  ],
  [
    "ternary",
    "refuted",
    file(behind("!cancelled() && (github.event_name == 'push' && needs.unit.result == 'success' || true)")),
  ],
  [
    "number compare result",
    "refuted",
    file(behind("!cancelled() && needs.unit.result >= 'failure' && needs.scan.result == 'success'")),
  ],
  ["join eq", "undecided", file(behind("!cancelled() && join(needs.*.result, '') != ''"))],
  ["needs length star", "undecided", file(behind("!cancelled() && needs.*.result[0] == 'success'"))],
]

test.each(cases)("%s: %s", (_, verdict, files) => expect(verdictOf(files)).toBe(verdict))
