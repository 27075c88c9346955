import { expect, test } from "vitest"
import { type Case, deploy, gates, needs, unit, verdictOf } from "./files.js"

/** Files that are put together of others, or of what somebody chooses. */
const cases: readonly Case[] = [
  ["include template", "undecided", `include: [{ template: Jobs/SAST.gitlab-ci.yml }]\n${gates}${deploy(needs)}`],
  ["include component", "undecided", `include: [{ component: $CI_SERVER_FQDN/a/b@1 }]\n${gates}${deploy(needs)}`],
  ["include missing local", "undecided", `include: /x.yml\n${gates}${deploy(needs)}`],
  [
    "include overrides by root",
    "refuted",
    { ".gitlab-ci.yml": `include: x.yml\n${gates}${deploy(needs)}`, "x.yml": "unit: { allow_failure: true }\n" },
  ],
  [
    "include rules adds",
    "refuted",
    {
      ".gitlab-ci.yml": `include: [{ local: x.yml, rules: [{ if: $X }] }]\n${gates}${deploy(needs)}`,
      "x.yml": "unit: { allow_failure: true }\n",
    },
  ],
  [
    "include two the later wins",
    "refuted",
    { ".gitlab-ci.yml": "include: [a.yml, b.yml]\n", "a.yml": gates + deploy(needs), "b.yml": "ship: { needs: [] }\n" },
  ],
  [
    "include inputs",
    "refuted",
    {
      ".gitlab-ci.yml": `include: [{ local: a.yml, inputs: { af: true } }]\n${deploy(needs)}`,
      "a.yml":
        "spec: { inputs: { af: { type: boolean, default: false } } }\n---\nunit: { stage: test, allow_failure: $[[ inputs.af ]], script: [x] }\nscan: { stage: test, script: [x] }\n",
    },
  ],
  [
    "include twice with inputs",
    "refuted",
    {
      ".gitlab-ci.yml": `include:\n  - { local: a.yml, inputs: { env: staging, n: '[]' } }\n  - { local: a.yml, inputs: { env: production, n: '[]' } }\n${gates}`,
      "a.yml":
        "spec: { inputs: { env: {}, n: {} } }\n---\n'ship-$[[ inputs.env ]]': { stage: deploy, needs: $[[ inputs.n ]], environment: $[[ inputs.env ]], script: [x] }\n",
    },
  ],
  [
    "spec input env free",
    "refuted",
    `spec: { inputs: { env: { default: staging } } }\n---\n${gates}${deploy("  needs: []\n", "$[[ inputs.env ]]")}`,
  ],
  [
    "spec input af",
    "refuted",
    `spec: { inputs: { af: { type: boolean, default: false } } }\n---\n${unit("  allow_failure: $[[ inputs.af ]]\n")}${deploy(needs)}`,
  ],
  [
    "spec input when",
    "undecided",
    `spec: { inputs: { w: { default: on_success } } }\n---\n${gates}${deploy(`${needs}  when: $[[ inputs.w ]]\n`)}`,
  ],
  [
    "spec input needs array",
    "refuted",
    `spec: { inputs: { n: { type: array, default: [unit, scan] } } }\n---\n${gates}${deploy("  needs: $[[ inputs.n ]]\n")}`,
  ],
  [
    "spec input in script",
    "undecided",
    `spec: { inputs: { n: { default: npm test } } }\n---\n${gates.replace("npm test", '"$[[ inputs.n ]]"')}${deploy(needs)}`,
  ],
  [
    "spec input job name",
    "refuted",
    `spec: { inputs: { n: { default: unit } } }\n---\n${gates.replace("unit:", '"$[[ inputs.n ]]":')}${deploy(needs)}`,
  ],
  [
    "spec input stage",
    "refuted",
    `spec: { inputs: { n: { default: deploy } } }\n---\n${gates}${deploy("").replace("stage: deploy", "stage: $[[ inputs.n ]]")}`,
  ],
]

test.each(cases)("%s: %s", (_, verdict, files) => expect(verdictOf(files)).toBe(verdict))
