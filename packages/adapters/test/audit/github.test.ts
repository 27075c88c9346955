import { describe, expect, test } from "vitest"
import { auditOf, inJob, lineOf, workflow } from "./shop.js"

describe("an environment is found by every way of naming it", () => {
  test.each<[string, string, readonly string[]]>([
    ["environment: production", "on: push", ["SL3501 production @1"]],
    ["environment: PRODUCTION", "on: push", ["SL3501 production @1"]],
    ["environment:\n  name: production\n  url: https://shop.example", "on: push", ["SL3501 production @2"]],
    ["environment: { name: staging, deployment: false }", "on: push", ["SL3501 staging @1"]],
    ["environment: ${{ 'production' }}", "on: push", ["SL3501 production @1"]],
    [
      "environment: ${{ github.ref == 'refs/heads/main' && 'production' || 'review' }}",
      "on: push",
      ["SL3501 production @1"],
    ],
    ["environment: ${{ format('{0}uction', 'prod') }}", "on: push", ["SL3501 production @1"]],
    ["environment: prod${{ 'uction' }}", "on: push", ["SL3501 production @1"]],
    [
      "environment: ${{ matrix.where }}\nstrategy: { matrix: { where: [review, staging] } }",
      "on: push",
      ["SL3501 staging @1"],
    ],
    [
      "environment: ${{ matrix.at.name }}\nstrategy: { matrix: { include: [{ at: { name: production } }] } }",
      "on: push",
      ["SL3501 production @1"],
    ],
    [
      "environment: ${{ matrix.where }}\nstrategy: { matrix: { where: '${{ fromJSON(vars.W) }}' } }",
      "on: push",
      ["SL3501 ${{ matrix.where }} @1"],
    ],
    ["environment: ${{ env.WHERE }}", "on: push\nenv: { WHERE: production }", ["SL3501 production @1"]],
    ["environment: ${{ vars.WHERE }}", "on: push", ["SL3501 ${{ vars.WHERE }} @1"]],
    ["environment: ${{ github.ref_name }}", "on: push", ["SL3501 ${{ github.ref_name }} @1"]],
    ["environment: prod${{ github.run_id }}", "on: push", ["SL3501 prod${{ github.run_id }} @1"]],
    [
      "environment: ${{ inputs.where }}",
      "on: { workflow_dispatch: { inputs: { where: { type: choice, options: [review] } } } }",
      ["SL3501 ${{ inputs.where }} @1"],
    ],
    [
      "environment: ${{ github.event.inputs.where || 'review' }}",
      "on: { workflow_dispatch: { inputs: { where: { type: environment } } } }",
      ["SL3501 ${{ github.event.inputs.where || 'review' }} @1"],
    ],
    [
      "environment: ${{ inputs.where }}",
      "on: { workflow_call: { inputs: { where: { type: string, default: staging } } } }",
      ["SL3501 staging @1"],
    ],
    ["environment: ${{ broken(", "on: push", []], // no expression at all: GitHub refuses the file
    ["environment: ${{ nonsense( }}", "on: push", ["SL3501 ${{ nonsense( }} @1"]],
  ])("%s on %s", (job, head, found) => expect(inJob(`${job}\nsteps: []`, head)).toEqual(found))

  test.each<[string, string]>([
    ["environment: review", "on: push"],
    ["environment: production-like", "on: push"],
    ["environment: review/${{ github.head_ref }}", "on: pull_request"],
    ["environment: ${{ matrix.where }}\nstrategy: { matrix: { where: [review, demo] } }", "on: push"],
    ["environment: ${{ github.ref == 'x' && 'demo' || 'review' }}", "on: push"],
    ["environment: ${{ inputs.where }}", "on: { workflow_call: { inputs: { where: { type: string } } } }"],
    [
      "environment: ${{ inputs.where && 'review' }}",
      "on: { workflow_dispatch: { inputs: { where: { type: boolean } } } }",
    ],
  ])("and %s is none", (job, head) => expect(inJob(`${job}\nsteps: []`, head)).toEqual([]))

  test("whoever calls a workflow answers for what it tells it", () => {
    const called = workflow(
      "environment: ${{ inputs.where }}\nsteps: []",
      "on: { workflow_call: { inputs: { where: { type: string } } } }",
    )
    const between =
      "on: { workflow_call: { inputs: { place: { type: string } } } }\njobs:\n  b:\n    uses: ./.github/workflows/called.yml\n    with:\n      where: ${{ inputs.place }}\n"
    const caller = (file: string, input: string, value: string) =>
      `on: push\njobs:\n  a:\n    uses: ./.github/workflows/${file}\n    with:\n      ${input}: ${value}\n`
    const files = {
      ".github/workflows/called.yml": called,
      ".github/workflows/between.yml": between,
      ".github/workflows/fine.yml": caller("called.yml", "where", "review"),
      ".github/workflows/one.yml": caller("called.yml", "where", "production"),
      ".github/workflows/two.yml": caller("between.yml", "place", "staging"),
      ".github/workflows/three.yml": caller("called.yml", "where", "${{ vars.WHERE }}"),
    }
    expect(auditOf(files).sideChannels.map(lineOf)).toEqual([
      ".github/workflows/one.yml:6 SL3501 a production",
      ".github/workflows/three.yml:6 SL3501 a ${{ vars.WHERE }}",
      ".github/workflows/two.yml:6 SL3501 a staging",
    ])
  })

  test("a workflow of another repository is told an environment", () => {
    const text =
      "on: push\njobs:\n  a:\n    uses: acme/ci/.github/workflows/go.yml@v1\n    with: { target: production }\n"
    const { sideChannels, outside } = auditOf({ ".github/workflows/a.yml": text })
    expect(sideChannels.map(lineOf)).toEqual([".github/workflows/a.yml:5 SL3501 a production"])
    expect(outside).toEqual([{ file: ".github/workflows/a.yml", line: 4, text: "acme/ci/.github/workflows/go.yml@v1" }])
  })
})

describe("secrets", () => {
  test.each<[string, readonly string[]]>([
    ["env: { T: '${{ secrets.KUBE_TOKEN }}' }", ["SL3502 KUBE_TOKEN @1"]],
    ["env: { T: '${{ secrets.kube_token }}' }", ["SL3502 KUBE_TOKEN @1"]],
    ["env: { T: \"${{ secrets['KUBE_TOKEN'] }}\" }", ["SL3502 KUBE_TOKEN @1"]],
    ["if: secrets.KUBE_TOKEN != ''", ["SL3502 KUBE_TOKEN @1"]],
    ["env: { T: '${{ secrets[format(''{0}'', inputs.x)] }}' }", ["SL3502 ${{ secrets[format('{0}', inputs.x)] }} @1"]],
    ["env: { T: '${{ toJSON(secrets) }}' }", ["SL3502 ${{ toJSON(secrets) }} @1"]],
    ["env: { T: '${{ join(secrets.*) }}' }", ["SL3502 ${{ join(secrets.*) }} @1"]],
    ["steps:\n  - uses: a/b@v1\n    with:\n      token: ${{ secrets.KUBE_TOKEN }}", ["SL3502 KUBE_TOKEN @4"]],
    ["uses: a/b/.github/workflows/c.yml@v1\nsecrets: { token: '${{ secrets.KUBE_TOKEN }}' }", ["SL3502 KUBE_TOKEN @2"]],
    ["uses: a/b/.github/workflows/c.yml@v1\nsecrets: inherit", ["SL3502 secrets: inherit @2"]],
    ["services: { db: { image: x, env: { T: '${{ secrets.KUBE_TOKEN }}' } } }", ["SL3502 KUBE_TOKEN @1"]],
    ["env: { T: '${{ secrets.GITHUB_TOKEN }}', N: '${{ secrets.NPM_TOKEN }}' }", []],
    ["env: { T: secrets.KUBE_TOKEN }", []],
    ["env: { T: \"${{ 'secrets.KUBE_TOKEN' }}\" }", []],
    ["env: { T: '${{ inputs.secrets }}', KUBE_TOKEN: none }", []],
  ])("%s", (job, found) => expect(inJob(job)).toEqual(found))

  test("of the whole file", () => {
    const found = auditOf({ ".github/workflows/a.yml": "on: push\nenv:\n  T: ${{ secrets.KUBE_TOKEN }}\njobs: {}\n" })
    expect(found.sideChannels.map(lineOf)).toEqual([".github/workflows/a.yml:3 SL3502 - KUBE_TOKEN"])
  })
})

describe("identities", () => {
  const login = (role: string) =>
    `steps:\n  - uses: aws-actions/configure-aws-credentials@v5\n    with:\n      role-to-assume: ${role}`

  test.each<[string, readonly string[]]>([
    [login("arn:aws:iam::1:role/deploy"), ["SL3503 arn:aws:iam::1:role/deploy @4"]],
    [login("${{ vars.ROLE }}"), ["SL3503 ${{ vars.ROLE }} @4"]],
    [login("arn:aws:iam::1:role/deploy-docs"), []],
    [
      "steps:\n  - run: aws sts assume-role --role-arn arn:aws:iam::1:role/deploy --role-session-name x",
      ["SL3503 arn:aws:iam::1:role/deploy @2"],
    ],
    ["env: { ROLE: arn:aws:iam::1:role/deploy }", ["SL3503 arn:aws:iam::1:role/deploy @1"]],
  ])("%s", (job, found) => expect(inJob(job)).toEqual(found))
})

describe("triggers with power", () => {
  test.each<[string, string, readonly string[]]>([
    ["permissions: { contents: write }", "on: pull_request_target", ["SL3505 pull_request_target @-3"]],
    ["steps: []", "on: [pull_request_target]", ["SL3505 pull_request_target @-3"]],
    ["steps: []", "on:\n  workflow_run: { workflows: [ci] }\npermissions: write-all", ["SL3505 workflow_run @-4"]],
    ["steps: []", "on: { issue_comment: { types: [created] } }", ["SL3505 issue_comment @-3"]],
    ["permissions: { deployments: write }", "on: issue_comment", ["SL3505 issue_comment @-3"]],
    ["permissions: { issues: write }", "on: issue_comment", []],
    ["permissions: { id-token: write }", "on: { schedule: [{ cron: '0 0 * * *' }] }", ["SL3505 schedule @-3"]],
    [
      "permissions: { actions: write }",
      "on: { repository_dispatch: {}, schedule: [] }",
      ["SL3505 repository_dispatch, schedule @-3"],
    ],
    ["permissions: { contents: read }", "on: pull_request_target\npermissions: write-all", []],
    ["permissions: { pull-requests: write, issues: write }", "on: pull_request_target", []],
    ["steps: []", "on: { schedule: [{ cron: '0 0 * * *' }] }", []],
    ["permissions: { contents: write }", "on: push", []],
    ["permissions: {}", "on: workflow_run", []],
  ])("%s on %s", (job, head, found) => expect(inJob(job, head)).toEqual(found))
})

describe("the pipeline, its ledger and its lock", () => {
  const run = (script: string) => `steps:\n  - run: ${script}`

  test.each<[string, readonly string[]]>([
    [run("gh workflow run shop.yml -f lane=hotfix"), ["SL3506 shop @2"]],
    [run("gh workflow run --repo acme/shop --ref main .github/workflows/shop.yml"), ["SL3506 shop @2"]],
    [run("gh workflow run shop"), ["SL3506 shop @2"]],
    [run('gh workflow run "$NAME"'), ["SL3506 shop @2"]],
    [run("gh api repos/acme/shop/actions/workflows/shop.yml/dispatches -f ref=main"), ["SL3506 shop @2"]],
    [run("curl -X POST https://api.github.com/repos/a/b/actions/workflows/shop.yml/dispatches"), ["SL3506 shop @2"]],
    [run("npx shipline promote 1 --to production --reason x"), ["SL3506 shipline @2"]],
    [run("shipline run pipelines/shop.ts --allow production"), ["SL3506 shipline @2"]],
    ["uses: ./.github/workflows/shop.yml", ["SL3506 shop @1"]],
    [
      "steps:\n  - uses: actions/github-script@v8\n    with:\n      script: |\n        github.rest.actions.createWorkflowDispatch({ workflow_id: 'shop.yml' })",
      ["SL3506 shop @4"],
    ],
    ["steps:\n  - uses: a/workflow-dispatch@v1\n    with: { workflow: shop.yml }", ["SL3506 shop @3"]],
    [run("gh workflow run docs.yml"), []],
    [run("gh workflow list"), []],
    [run("npx shipline run pipelines/shop.ts --dry-run --allow production"), []],
    [run("npx shipline compile --check && npx shipline audit && npx shipline status"), []],
    [run("git push origin HEAD:shipline/ledger/production"), ["SL3507 shipline/ledger @2"]],
    [run("git push --force origin +a:refs/heads/shipline/ledger/staging"), ["SL3507 shipline/ledger @2"]],
    [run("gh api -X DELETE repos/a/b/git/refs/heads/shipline/ledger/production"), ["SL3507 shipline/ledger @2"]],
    [`env: { L: shipline/ledger/production }\n${run("git push origin x:$L")}`, ["SL3507 shipline/ledger @3"]],
    [run("git push --mirror https://example.com/x.git"), ["SL3507 every branch @2"]],
    [run("git push origin '+refs/heads/*:refs/heads/*'"), ["SL3507 every branch @2"]],
    [run("git push origin 'refs/heads/shipline/*'"), ["SL3507 every branch @2"]],
    [run('bash -c "git push origin x:shipline/ledger/production"'), ["SL3507 shipline/ledger @2"]],
    [run("gh api repos/a/b/git/refs -f ref=refs/heads/shipline/ledger/x -f sha=1"), ["SL3507 shipline/ledger @2"]],
    [run("gh api repos/a/b/git/refs/heads/shipline/ledger/production"), []],
    [run("gh api -X POST repos/a/b/actions/runs/1/pending_deployments --input x"), ["SL3512 approval @2"]],
    [run("gh api repos/a/b/actions/runs/1/pending_deployments"), []],
    [run("gh api --method PUT repos/a/b/environments/production"), ["SL3512 rules @2"]],
    [run("gh api repos/a/b/environments/production"), []],
    [run("node .shipline/guard.mjs record"), ["SL3507 guard @2"]],
    [run("npx shipline block 1 --reason x"), ["SL3507 shipline @2"]],
    [run("git fetch origin shipline/ledger/production && git log FETCH_HEAD"), []],
    [run("git push origin HEAD:gh-pages"), []],
    [
      "steps:\n  - run: git fetch origin shipline/ledger/production\n  - run: git push origin HEAD:gh-pages\n  - run: curl -d x https://chat.example",
      [],
    ],
    [
      "env: { L: '${{ vars.X }}', M: shipline/ledger/x }\nsteps:\n  - run: git push origin a:$L",
      ["SL3507 shipline/ledger @1"],
    ],
    [run("npx shipline ledger verify"), []],
    ["concurrency: deploy-production", ["SL3508 deploy-production @1"]],
    ["concurrency: { group: DEPLOY-production }", ["SL3508 deploy-production @1"]],
    ["concurrency: 'deploy-${{ vars.WHERE }}'", ["SL3508 deploy-production @1", "SL3508 deploy-staging @1"]],
    ["concurrency: '${{ github.workflow }}-${{ github.ref }}'", []],
    ["concurrency: production", []],
  ])("%s", (job, found) => expect(inJob(job)).toEqual(found))
})

describe("files", () => {
  test("one that cannot be read is a finding, and the others are judged", () => {
    const files = {
      ".github/workflows/a.yml": "on: push\njobs:\n\t- broken\n",
      ".github/workflows/b.yml": "just a text",
      ".github/workflows/c.yaml": workflow("environment: production"),
      ".github/workflows/d.yml": workflow("steps:\n  - uses: ./.github/actions/bad"),
      ".github/actions/bad/action.yml": "runs: {steps: [",
      ".github/workflows/deeper/e.yml": workflow("environment: production"),
      ".github/dependabot.yml": "environment: production",
    }
    expect(auditOf(files).sideChannels.map(lineOf)).toEqual([
      ".github/actions/bad/action.yml:1 SL3511 - .github/actions/bad/action.yml",
      ".github/workflows/a.yml:3 SL3511 - .github/workflows/a.yml",
      ".github/workflows/b.yml:1 SL3511 - .github/workflows/b.yml",
      ".github/workflows/c.yaml:5 SL3501 job production",
    ])
  })

  test("a pipeline's own file is none of the others; one that only says so is", () => {
    const made = `# Made by Shipline from pipelines/shop.ts.\n${workflow("environment: production")}`
    expect(auditOf({ ".github/workflows/shop.yml": made }, [".github/workflows/shop.yml"]).sideChannels).toEqual([])
    expect(auditOf({ ".github/workflows/shop2.yml": made }).sideChannels.map(lineOf)).toEqual([
      ".github/workflows/shop2.yml:1 SL3509 - .github/workflows/shop2.yml",
      ".github/workflows/shop2.yml:6 SL3501 job production",
    ])
  })

  test("anchors are followed", () => {
    const text = "on: push\njobs:\n  a: &a\n    runs-on: x\n    environment: production\n    steps: []\n  b: *a\n"
    expect(auditOf({ ".github/workflows/a.yml": text }).sideChannels.map(({ job }) => job)).toEqual(["a", "b"])
  })
})
