import { expect, test } from "vitest"
import { gitlab } from "../../../src/gitlab/gitlab.js"
import { prove } from "../../../src/gitlab/prove/prove.js"
import { shop } from "../../pipelines/shop.js"

const { plan } = shop
const root = gitlab.index?.([plan]).files[0]
const [own] = gitlab.compile(plan).files
const texts = { root: root?.text ?? "", own: own?.text ?? "" }

/** The codes against the shop's files after an edit, each once, and the rule or property. */
const after = (edit: (text: string) => string, file: keyof typeof texts = "own"): readonly string[] => {
  const edited = { ...texts, [file]: edit(texts[file]) }
  expect(edited[file], "the edit changes the file").not.toBe(texts[file])
  const files = [
    { path: root?.path ?? "", text: edited.root },
    { path: own?.path ?? "", text: edited.own },
  ]
  const { counterexamples } = prove(files, { plan })
  return [...new Set(counterexamples.map(({ problem }) => problem.code))].sort()
}

/** Edits the part of one job. */
const job = (name: string, edit: (text: string) => string) => (text: string) =>
  text.replace(new RegExp(`^${name}:\\n(?:(?: .*)?\\n)+`, "m"), edit)
const deploy = (edit: (text: string) => string) => job("shop:deploy-production", edit)

test.each<[string, (text: string) => string, readonly string[]]>([
  [
    "a deployment that may be interrupted",
    deploy((text) => text.replace("interruptible: false", "interruptible: true")),
    ["SL3428"],
  ],
  [
    "a lane that a variable chooses",
    deploy((text) => text.replace('"$[[ inputs.lane ]]" == "release"', '$LANE == "release"')),
    ["SL3429", "SL3430"],
  ],
  [
    "a guard on a variable of GitLab's alone",
    deploy((text) => text.replace('"$[[ inputs.lane ]]" == "release" && ', "")),
    ["SL3430"],
  ],
  ["a job without rules", job("shop:lint", (text) => text.replace(/ {2}rules:\n(?: {4}.*\n)+/, "")), ["SL3433"]],
  ["a deployment without its lock", deploy((text) => text.replace(/ {2}resource_group: .*\n/, "")), ["SL3438"]],
  [
    "an input in a script",
    job("shop:unit", (text) => text.replace("npm test", "npm test -- $[[ inputs.reason ]]")),
    ["SL3432"],
  ],
  [
    "a gate for changed files only",
    job("shop:unit", (text) => text.replace(/( {4}- if: .*\n)/, "$1      changes: [src/**]\n")),
    ["SL3436"],
  ],
  [
    "a second job that deploys",
    (text) =>
      text
        .replace(/action: verify # this job deploys nothing/, "action: start")
        .replace("name: release-managers", "name: production"),
    ["SL3408", "SL3437", "SL3438"],
  ],
  [
    "a push option that rolls back",
    job("shop:redeploy-production", (text) =>
      text.replace('($CI_PIPELINE_SOURCE == "web" || $CI_PIPELINE_SOURCE == "api")', "$CI_COMMIT_BRANCH"),
    ),
    ["SL3439"],
  ],
  [
    "what a job hands on, in a rule",
    (text) =>
      text
        .replace(/^(shop:lint:\n(?: .*\n)+? {2}artifacts:\n)/m, "$1    reports: { dotenv: x.env }\n")
        .replace("npm run lint", "echo READY=yes > x.env")
        .replace(/^(shop:deploy-production:\n(?: .*\n)+? {4}- if: ')/m, '$1$READY == "yes" && '),
    ["SL3431"],
  ],
  ["a name that is too long", (text) => text.replaceAll("shop:unit", `shop:${"u".repeat(130)}`), ["SL3401", "SL3435"]],
])("%s", (_, edit, expected) => expect(after(edit)).toEqual(expected))

test.each<[string, (text: string) => string, readonly string[]]>([
  ["an input without a default", (text) => text.replace(/ {6}default: release\n/, ""), ["SL3434"]],
  ["an input that may hold quotes", (text) => text.replace(/ {6}regex: .*\n/, ""), ["SL3423"]],
])("in the root: %s", (_, edit, expected) => expect(after(edit, "root")).toEqual(expected))
