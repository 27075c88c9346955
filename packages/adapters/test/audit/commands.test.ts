import { describe, expect, test } from "vitest"
import { inJob } from "./shop.js"

const run = (script: string): string => `steps:\n  - run: |\n${script.replace(/^(?=.)/gm, "      ")}`

describe("a deploy command is found however it is written", () => {
  test.each([
    ["kubectl apply -f app.yml", ["SL3504 kubectl apply @3"]],
    ["echo first\n\nkubectl   --context  x   apply", ["SL3504 kubectl apply @5"]],
    ["kubectl \\\n  --context x \\\n  apply \\\n  -f app.yml", ["SL3504 kubectl apply @3"]],
    ["kubectl \"apply\" -f 'app.yml'", ["SL3504 kubectl apply @3"]],
    ["sudo -E env A=b kubectl apply", ["SL3504 kubectl apply @3"]],
    ["/usr/local/bin/kubectl apply", ["SL3504 kubectl apply @3"]],
    ["if test -f app.yml; then\n  kubectl apply\nfi", ["SL3504 kubectl apply @4"]],
    ["true && kubectl apply || exit 1", ["SL3504 kubectl apply @3"]],
    ['result="$(kubectl apply -o json)"', ["SL3504 kubectl apply @3"]],
    ["cat app.yml | kubectl apply -f -", ["SL3504 kubectl apply @3"]],
    ["bash -c 'cd x && kubectl apply'", ["SL3504 kubectl apply @3"]],
    ['ssh admin@other.example "kubectl apply"', ["SL3504 kubectl apply @3"]],
    ["KUBE='kubectl apply'\n$KUBE -f x", ["SL3504 kubectl apply @4"]],
    ['tool=kubectl\n"$tool" apply', ["SL3504 kubectl apply @4"]],
    ["timeout 60 kubectl apply", ["SL3504 kubectl apply @3"]],
    ["docker run --rm tools kubectl apply", ["SL3504 kubectl apply @3"]],
    ["kubectl apply 2>&1 | tee log", ["SL3504 kubectl apply @3"]],
    ["node scripts/deploy.mjs", ["SL3504 scripts/deploy.mjs @3"]],
    ["node ./scripts/deploy.mjs --dry", ["SL3504 scripts/deploy.mjs @3"]],
    ['node --enable-source-maps "scripts/deploy.mjs"', ["SL3504 scripts/deploy.mjs @3"]],
    ["cd scripts && node deploy.mjs", ["SL3504 scripts/deploy.mjs @3"]],
    ["cd scripts\n../scripts/deploy.mjs", ["SL3504 scripts/deploy.mjs @4"]],
    ['node "$GITHUB_WORKSPACE/scripts/deploy.mjs"', ["SL3504 scripts/deploy.mjs @3"]],
    ["node ${{ github.workspace }}/scripts/deploy.mjs", ["SL3504 scripts/deploy.mjs @3"]],
    ["npx tsx scripts/deploy.mjs", ["SL3504 scripts/deploy.mjs @3"]],
    ["operations/migrate production", ["SL3504 operations/migrate @3"]],
    ["bash ./operations/migrate", ["SL3504 operations/migrate @3"]],
    ["shipit it", ["SL3504 shipit it @3"]],
    ["rsync -a other/ deploy@shop.example:/elsewhere", ["SL3504 rsync deploy@shop.example @3"]],
    ["yarn notify", ["SL3504 npm run notify @3"]],
    ["npm run -s notify", ["SL3504 npm run notify @3"]],
  ])("%j", (script, found) => expect(inJob(run(script))).toEqual(found))
})

describe("what is no deployment is none", () => {
  test.each([
    "kubectl get pods\nkubectl logs app",
    "# kubectl apply",
    "echo kubectl apply",
    'echo "run: kubectl apply -f app.yml"',
    "grep -r 'kubectl apply' docs",
    "apt-get install -y kubectl && which kubectl",
    "command -v kubectl",
    "helm upgrade other ./chart",
    "npx eslint scripts/deploy.mjs && prettier --check scripts/deploy.mjs",
    "npm install shipit && shipit --version",
    "node scripts/deploy-docs.mjs",
    "node docs/scripts/deploy.mjs",
    "cat scripts/deploy.mjs | wc -l",
    "npm test\nnode scripts/check.mjs",
    "rsync -a dist/ preview@review.example:/srv",
    "cd deployment\nset -eu",
    "npm run notify:preview",
    "shipit status",
  ])("%j", (script) => expect(inJob(run(script))).toEqual([]))
})

describe("it is found through what the repository calls", () => {
  const scripts = (entries: { readonly [name: string]: string }) => JSON.stringify({ scripts: entries }, undefined, 2)

  test.each<[string, { readonly [path: string]: string }, readonly string[]]>([
    [
      "npm run ship",
      { "package.json": scripts({ ship: "kubectl apply" }) },
      ["SL3504 kubectl apply @3 < package.json:3"],
    ],
    [
      "npm run a",
      { "package.json": scripts({ a: "npm run b", b: "yarn c", c: "npm-run-all d", d: "kubectl apply" }) },
      ["SL3504 kubectl apply @3 < package.json:3 < package.json:4 < package.json:5 < package.json:6"],
    ],
    [
      "npm test",
      { "package.json": scripts({ test: "jest", posttest: "kubectl apply" }) },
      ["SL3504 kubectl apply @3 < package.json:4"],
    ],
    [
      "npm --prefix tools run ship",
      { "tools/package.json": scripts({ ship: "node ../scripts/deploy.mjs" }) },
      ["SL3504 scripts/deploy.mjs @3 < tools/package.json:3"],
    ],
    [
      "cd tools && pnpm ship",
      { "tools/package.json": scripts({ ship: "./go.sh" }), "tools/go.sh": "set -e\r\n\r\nkubectl apply\r\n" },
      ["SL3504 kubectl apply @3 < tools/package.json:3 < tools/go.sh:3"],
    ],
    [
      "sh ci/a.sh",
      { "ci/a.sh": ". ci/b.sh\n", "ci/b.sh": "kubectl apply" },
      ["SL3504 kubectl apply @3 < ci/a.sh:1 < ci/b.sh:1"],
    ],
    ["./release", { release: "#!/usr/bin/env bash\nkubectl apply\n" }, ["SL3504 kubectl apply @3 < release:2"]],
    [
      "make ship",
      { Makefile: "all: test\n\nship: pack check\n\t@echo go\n\tkubectl apply\npack:\n\ttrue\n" },
      ["SL3504 kubectl apply @3 < Makefile:5"],
    ],
    [
      "make -C tools all",
      { "tools/Makefile": "all: ship\nship: ; kubectl apply\n" },
      ["SL3504 kubectl apply @3 < tools/Makefile:2"],
    ],
    // It calls itself, and each other: it ends.
    ["npm run a", { "package.json": scripts({ a: "npm run b", b: "npm run a" }) }, []],
    ["sh ci/a.sh", { "ci/a.sh": "sh ci/a.sh" }, []],
  ])("%j", (script, files, found) => expect(inJob(run(script), "on: push", files)).toEqual(found))

  test("what the plan's own script calls is known, too", () => {
    const found = inJob(run("helm upgrade shop ./chart"), "on: push", {
      "deployment/package.json": scripts({ notify: "sh finish.sh" }),
      "deployment/finish.sh": "helm upgrade shop ../chart\nmkdir -p done\n",
    })
    expect(found).toEqual(["SL3504 helm upgrade @3"])
  })

  test("a package that cannot be read is told", () => {
    expect(inJob(run("npm run ship"), "on: push", { "package.json": "{ nonsense" })).toEqual([
      "SL3511 package.json @-1",
    ])
  })
})

describe("it is found wherever a step can be", () => {
  const action = (steps: string, head = "") =>
    `name: a\ndescription: a\n${head}runs:\n  using: composite\n  steps:\n${steps.replace(/^(?=.)/gm, "    ")}\n`

  test("in a composite action, also in one that it uses, with what it is given", () => {
    const found = inJob("steps:\n  - uses: ./.github/actions/a\n    with: { program: kubectl }", "on: push", {
      ".github/actions/a/action.yml": action("- uses: ./.github/actions/b\n  with: { name: '${{ inputs.program }}' }"),
      ".github/actions/b/action.yaml": action("- run: ${{ inputs.name }} apply\n  shell: bash"),
    })
    expect(found).toEqual([
      "SL3504 kubectl apply @2 < .github/actions/a/action.yml:6 < .github/actions/b/action.yaml:6",
    ])
  })

  test("in what an action is given to run", () => {
    expect(
      inJob("steps:\n  - uses: a/ssh@v1\n    with:\n      script: |\n        cd x\n        kubectl apply"),
    ).toEqual(["SL3504 kubectl apply @6"])
    expect(inJob("steps:\n  - uses: a/kubectl@v1\n    with: { args: apply -f app.yml }")).toEqual([
      "SL3504 kubectl apply @3",
    ])
    expect(inJob("steps:\n  - uses: docker://a/tools/kubectl\n    with: { args: get pods }")).toEqual([])
  })

  test("in a folder that the job or the step names", () => {
    expect(inJob("defaults: { run: { working-directory: scripts } }\nsteps:\n  - run: node deploy.mjs")).toEqual([
      "SL3504 scripts/deploy.mjs @3",
    ])
    expect(inJob("steps:\n  - run: node deploy.mjs\n    working-directory: ./scripts")).toEqual([
      "SL3504 scripts/deploy.mjs @2",
    ])
  })

  test("in a folded text, at the line of its words", () => {
    expect(inJob("steps:\n  - run: >-\n      echo\n      x;\n      kubectl\n      apply")).toEqual([
      "SL3504 kubectl apply @5",
    ])
  })

  test("by variables of the workflow, the job and the step", () => {
    expect(inJob("env: { TOOL: kubectl }\nsteps:\n  - run: $TOOL $VERB\n    env: { VERB: apply }")).toEqual([
      "SL3504 kubectl apply @3",
    ])
    expect(inJob("steps:\n  - run: $TOOL apply", "on: push\nenv: { TOOL: kubectl }")).toEqual([
      "SL3504 kubectl apply @2",
    ])
  })
})
