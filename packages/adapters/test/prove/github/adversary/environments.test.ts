import { expect, test } from "vitest"
import { behind, type Case, file, gates, needs, verdictOf } from "./files.js"

/** Environments that are named in another way than by their name. */
const cases: readonly Case[] = [
  ["env case", "refuted", file("", gates(), undefined, "{ name: PRODUCTION }")],
  [
    "env matrix fromJSON",
    "refuted",
    file('    strategy: { matrix: { e: "${{ fromJSON(inputs.x) }}" } }\n', gates(), undefined, "${{ matrix.e }}"),
  ],
  [
    "env matrix obj",
    "refuted",
    file("    strategy: { matrix: { e: [{ name: production }] } }\n", gates(), undefined, "${{ matrix.e.name }}"),
  ],
  [
    "env matrix include",
    "refuted",
    file("    strategy: { matrix: { include: [{ e: production }] } }\n", gates(), undefined, "${{ matrix.e }}"),
  ],
  [
    "env ternary",
    "proved",
    file(needs, gates(), undefined, "${{ github.ref == 'refs/heads/main' && 'production' || 'staging' }}"),
  ],
  [
    "env ternary but staging ungated",
    "proved",
    file(
      behind("!cancelled() && (github.ref != 'refs/heads/main' || success())"),
      gates(),
      "push:",
      "${{ github.ref == 'refs/heads/main' && 'production' || 'staging' }}",
    ),
  ],
  [
    "env fromJSON map",
    "refuted",
    file("", gates(), undefined, '${{ fromJSON(\'{"main":"production"}\')[github.ref_name] }}'),
  ],
  ["env format", "refuted", file("", gates(), undefined, "${{ format('prod{0}', 'uction') }}")],
  ["env text around", "refuted", file("", gates(), undefined, "prod${{ 'uction' }}")],
  [
    "env partial",
    "proved",
    file(needs, gates(), undefined, "production") +
      "  review:\n    runs-on: x\n    environment: review-${{ github.event.number }}\n    steps: [{ run: x }]\n",
  ],
  [
    "env partial url",
    "proved",
    file(needs, gates(), undefined, "production") +
      '  review:\n    runs-on: x\n    environment: { name: "pr-${{ github.head_ref }}", url: x }\n    steps: [{ run: x }]\n',
  ],
  ["env map list", "undecided", file("", gates(), undefined, "[production]")],
  [
    "env with braces in a text",
    "refuted",
    file("", gates(), undefined, "pro${{ format('{0}}}', github.actor) }}duction"),
  ],
  ["env deploy false", "refuted", file("", gates(), undefined, "{ name: production, deployment: false }")],
]

test.each(cases)("%s: %s", (_, verdict, files) => expect(verdictOf(files)).toBe(verdict))
