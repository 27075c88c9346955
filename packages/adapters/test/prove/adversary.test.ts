import { expect, test } from "vitest"
import { prove } from "../../src/github/index.js"

const requirements = {
  environments: [{ environment: "production", ways: [{ gates: [{ job: "unit" }, { job: "scan" }] }] }],
}
const gates = (
  unit = "      - run: npm test\n",
  extra = "",
  scan = "      - run: npm run scan\n",
  scanExtra = "",
) => `  unit:
    runs-on: ubuntu-latest
${extra}    steps:
${unit}  scan:
    runs-on: ubuntu-latest
${scanExtra}    steps:
${scan}`
const file = (deploy: string, before = gates(), on = "push: { branches: [main] }", env = "production") => `on:
  ${on}
jobs:
${before}  deploy:
    runs-on: ubuntu-latest
    environment: ${env}
${deploy}    steps:
      - run: ./deploy.sh
`
const needs = "    needs: [unit, scan]\n"
const behind = (c: string) => `    needs: [unit, scan]\n    if: ${JSON.stringify(c)}\n`
const run = (script: string) =>
  `      - run: |\n${script
    .split("\n")
    .map((line) => `          ${line}\n`)
    .join("")}`
type Files = string | { readonly [path: string]: string }
/** Files that people write by mistake, in haste or to get past a gate, each with what is to be said of it. */
const cases: readonly (readonly [name: string, verdict: "proved" | "refuted" | "undecided", files: Files])[] = [
  ["plain", "proved", file(needs)],
  // conditions
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
  // hiding
  ["pipe no shell", "refuted", file(needs, gates("      - run: npm test | tee log.txt\n"))],
  ["pipe with shell bash", "proved", file(needs, gates("      - run: npm test | tee log.txt\n        shell: bash\n"))],
  [
    "pipe with defaults shell",
    "proved",
    file(needs, gates("      - run: npm test | tee log.txt\n", "    defaults: { run: { shell: bash } }\n")),
  ],
  ["pipe set -o pipefail", "proved", file(needs, gates(run("set -o pipefail\nnpm test | tee log.txt")))],
  ["pipe set -euo pipefail", "proved", file(needs, gates(run("set -euo pipefail\nnpm test | tee log.txt")))],
  ["pipe echo | sh", "proved", file(needs, gates("      - run: echo hi | docker login --password-stdin\n"))],
  ["bash {0}", "refuted", file(needs, gates(`${run("npm test\necho done")}        shell: bash {0}\n`))],
  [
    "bash {0} default",
    "refuted",
    file(needs, gates(run("npm test\necho done"), "    defaults: { run: { shell: 'bash {0}' } }\n")),
  ],
  ["bash -l {0}", "refuted", file(needs, gates(`${run("npm test\necho done")}        shell: bash -l {0}\n`))],
  ["bash -el {0}", "proved", file(needs, gates(`${run("npm test\necho done")}        shell: bash -el {0}\n`))],
  ["bash -l single", "proved", file(needs, gates("      - run: npm test\n        shell: bash -l {0}\n"))],
  ["set +e", "refuted", file(needs, gates(run("set +e\nnpm test\necho $?")))],
  ["set +o errexit", "refuted", file(needs, gates(run("set +o errexit\nnpm test\necho $?")))],
  ["set +ex", "refuted", file(needs, gates(run("set +ex\nnpm test\necho $?")))],
  ["|| printf", "refuted", file(needs, gates("      - run: npm test || printf no\n"))],
  ["|| { echo; }", "refuted", file(needs, gates("      - run: npm test || { echo no; }\n"))],
  ["|| (exit 0)", "refuted", file(needs, gates("      - run: npm test || (exit 0)\n"))],
  ["|| \\ true", "refuted", file(needs, gates(run("npm test || \\\n  true")))],
  ["||\\n true", "refuted", file(needs, gates(run("npm test ||\n  true")))],
  ["|| exit 1", "proved", file(needs, gates("      - run: npm test || exit 1\n"))],
  ["|| { echo; exit 1; }", "proved", file(needs, gates("      - run: npm test || { echo no; exit 1; }\n"))],
  ["|| (echo; exit 1)", "proved", file(needs, gates("      - run: npm test || (echo no && exit 1)\n"))],
  ["background &", "refuted", file(needs, gates("      - run: npm test &\n"))],
  ["server & then test", "proved", file(needs, gates(run("npm start &\nnpx wait-on http://localhost\nnpm test")))],
  ["if ! test", "undecided", file(needs, gates(run("if ! npm test; then\n  echo failed\nfi")))],
  ["if ! test exit 1", "proved", file(needs, gates(run("if ! npm test; then\n  echo failed\n  exit 1\nfi")))],
  ["if [ -f ]", "proved", file(needs, gates(run("if [ -f x ]; then\n  npm test\nfi")))],
  ["a && b nonlast", "refuted", file(needs, gates(run("npm run lint && npm test\necho done")))],
  ["cd && b nonlast", "proved", file(needs, gates(run("cd app && npm test\necho done")))],
  ["npm test || status=$?", "undecided", file(needs, gates(run("npm test || status=$?\necho $status")))],
  ["exit early in if", "proved", file(needs, gates(run("if [ -z x ]; then\n  exit 0\nfi\nnpm test")))],
  ["trap", "refuted", file(needs, gates(run("trap 'exit 0' EXIT\nnpm test")))],
  [
    "windows multi",
    "undecided",
    file(needs, gates(run("npm run lint\nnpm test")).replace("ubuntu-latest", "windows-latest")),
  ],
  ["shell cmd", "undecided", file(needs, gates(`${run("npm run lint\nnpm test")}        shell: cmd\n`))],
  ["shell python", "proved", file(needs, gates(`${run("import x\nx.run()")}        shell: python\n`))],
  [
    "coe expr matrix",
    "refuted",
    file(
      needs,
      gates(
        "      - run: npm test\n",
        "    continue-on-error: ${{ matrix.x }}\n    strategy: { matrix: { x: [true, false] } }\n",
      ),
    ),
  ],
  ["coe True", "refuted", file(needs, gates("      - run: npm test\n", "    continue-on-error: True\n"))],
  [
    "coe step expr",
    "refuted",
    file(needs, gates("      - run: npm test\n        continue-on-error: ${{ github.event_name == 'push' }}\n")),
  ],
  [
    "coe expr literal false",
    "proved",
    file(needs, gates("      - run: npm test\n        continue-on-error: ${{ false }}\n")),
  ],
  // steps skipped
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
  // environments
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
  // called
  [
    "called remote deploy",
    "undecided",
    `${file(needs)}  other:\n    uses: org/x/.github/workflows/y.yml@v1\n    secrets: inherit\n`,
  ],
  [
    "called with input env",
    "proved",
    {
      ".github/workflows/a.yml": `on: push
jobs:
${gates()}  staging:
    uses: ./.github/workflows/d.yml
    with: { environment: staging }
  production:
    needs: [unit, scan, staging]
    uses: ./.github/workflows/d.yml
    with: { environment: production }
`,
      ".github/workflows/d.yml": `on:
  workflow_call:
    inputs: { environment: { type: string, required: true } }
jobs:
  deploy:
    runs-on: x
    environment: \${{ inputs.environment }}
    steps: [{ run: x }]
`,
    },
  ],
  [
    "called gate hides",
    "refuted",
    {
      ".github/workflows/a.yml": `on: push
jobs:
  unit:
    uses: ./.github/workflows/t.yml
  scan:
    runs-on: x
    steps: [{ run: x }]
  production:
    needs: [unit, scan]
    runs-on: x
    environment: production
    steps: [{ run: x }]
`,
      ".github/workflows/t.yml": `on: workflow_call
jobs:
  test:
    runs-on: x
    continue-on-error: true
    steps: [{ run: npm test }]
`,
    },
  ],
  [
    "called gate with if",
    "undecided",
    {
      ".github/workflows/a.yml": `on: push
jobs:
  unit:
    uses: ./.github/workflows/t.yml
  scan:
    runs-on: x
    steps: [{ run: x }]
  production:
    needs: [unit, scan]
    runs-on: x
    environment: production
    steps: [{ run: x }]
`,
      ".github/workflows/t.yml": `on: workflow_call
jobs:
  lint:
    runs-on: x
    steps: [{ run: npm test }]
  test:
    runs-on: x
    if: github.event_name == 'pull_request'
    steps: [{ run: npm test }]
`,
    },
  ],
  [
    "called gate ok",
    "proved",
    {
      ".github/workflows/a.yml": `on: push
jobs:
  unit:
    uses: ./.github/workflows/t.yml
  scan:
    runs-on: x
    steps: [{ run: x }]
  production:
    needs: [unit, scan]
    runs-on: x
    environment: production
    steps: [{ run: x }]
`,
      ".github/workflows/t.yml": `on: workflow_call
jobs:
  test:
    runs-on: x
    steps: [{ run: npm test }]
`,
    },
  ],
  [
    "called whole pipeline",
    "undecided",
    {
      ".github/workflows/a.yml": `on: push
jobs:
  all:
    uses: ./.github/workflows/t.yml
`,
      ".github/workflows/t.yml": `on: workflow_call
jobs:
${gates()}  production:
    needs: [unit, scan]
    runs-on: x
    environment: production
    steps: [{ run: x }]
`,
    },
  ],
  [
    "called with matrix env",
    "refuted",
    {
      ".github/workflows/a.yml": `on: push
jobs:
${gates()}  go:
    strategy: { matrix: { e: [staging, production] } }
    uses: ./.github/workflows/d.yml
    with: { environment: "\${{ matrix.e }}" }
`,
      ".github/workflows/d.yml": `on:
  workflow_call:
    inputs: { environment: { type: string, required: true } }
jobs:
  deploy:
    runs-on: x
    environment: \${{ inputs.environment }}
    steps: [{ run: x }]
`,
    },
  ],
  [
    "called path with ./ twice",
    "refuted",
    {
      ".github/workflows/a.yml": `on: push
jobs:
${gates()}  go:
    uses: ./.github/workflows/../workflows/d.yml
`,
      ".github/workflows/d.yml": `on:
  workflow_call:
jobs:
  deploy:
    runs-on: x
    environment: production
    steps: [{ run: x }]
`,
    },
  ],
]

/** Files as many repositories have them. */
const usual: readonly (readonly [
  name: string,
  verdict: "proved" | "refuted",
  gates: readonly string[],
  files: Files,
])[] = [
  [
    "alls-green transitive",
    "proved",
    ["lint", "test"],
    `
on:
  push: { tags: ['v*'] }
  pull_request:
concurrency: { group: "\${{ github.workflow }}-\${{ github.sha }}", cancel-in-progress: "\${{ github.event_name == 'pull_request' }}" }
jobs:
  lint:
    runs-on: ubuntu-latest
    steps:
      - uses: actions/checkout@v4
      - run: |
          set -eEuo pipefail
          make sync
          git diff --exit-code -- requirements
      - run: |
          LC_ALL=C sort --check --ignore-case C.txt
  test:
    strategy: { matrix: { os: [ubuntu, windows], py: [1, 2] } }
    runs-on: \${{ matrix.os }}-latest
    steps:
      - uses: actions/checkout@v4
      - run: |
          python -m pip install -U pip
      - run: |
          make cythonize
        if: \${{ matrix.py == '' }}
      - run: >-
          PATH="\${HOME}/bin:\${PATH}"
          pytest --junitxml=junit.xml
        shell: bash
      - if: failure()
        run: >-
          pytest --lf && exit 1
        shell: bash
  check:
    if: always()
    needs: [lint, test]
    runs-on: ubuntu-latest
    steps: [{ uses: re-actors/alls-green@release/v1, with: { jobs: "\${{ toJSON(needs) }}" } }]
  pre-deploy:
    runs-on: ubuntu-latest
    needs: check
    if: github.event_name == 'push' && contains(github.ref, 'refs/tags/')
    steps: [{ run: echo x }]
  deploy:
    needs: [pre-deploy]
    runs-on: ubuntu-latest
    environment: { name: production, url: https://x }
    steps: [{ uses: pypa/gh-action-pypi-publish@release/v1 }]
`,
  ],
  [
    "pages",
    "proved",
    ["build"],
    `
on: { push: { branches: [main] }, workflow_dispatch: }
permissions: { contents: read, pages: write, id-token: write }
concurrency: { group: pages, cancel-in-progress: false }
jobs:
  build:
    runs-on: ubuntu-latest
    steps:
      - uses: actions/checkout@v4
      - uses: actions/configure-pages@v5
      - run: npm ci && npm run build
      - uses: actions/upload-pages-artifact@v3
  deploy:
    environment: { name: production, url: "\${{ steps.deployment.outputs.page_url }}" }
    needs: build
    runs-on: ubuntu-latest
    steps: [{ id: deployment, uses: actions/deploy-pages@v4 }]
`,
  ],
  [
    "terraform",
    "refuted",
    ["plan"],
    `
on: { push: { branches: [main] }, pull_request: }
defaults: { run: { shell: bash, working-directory: infra } }
jobs:
  plan:
    runs-on: ubuntu-latest
    outputs: { exit: "\${{ steps.plan.outputs.exitcode }}" }
    steps:
      - uses: actions/checkout@v4
      - uses: hashicorp/setup-terraform@v3
      - run: terraform init -input=false
      - run: terraform fmt -check
        continue-on-error: true
      - id: plan
        run: |
          export exitcode=0
          terraform plan -detailed-exitcode -out tfplan || export exitcode=$?
          echo "exitcode=$exitcode" >> $GITHUB_OUTPUT
          if [ $exitcode -eq 1 ]; then
            echo failed
            exit 1
          else
            exit 0
          fi
  apply:
    if: github.ref == 'refs/heads/main' && needs.plan.outputs.exit == '2'
    environment: production
    needs: [plan]
    runs-on: ubuntu-latest
    steps: [{ run: terraform apply tfplan }]
`,
  ],
  [
    "paths filter",
    "proved",
    ["test-api"],
    `
on: { push: { branches: [main] } }
jobs:
  changes:
    runs-on: ubuntu-latest
    outputs: { api: "\${{ steps.f.outputs.api }}" }
    steps: [{ uses: actions/checkout@v4 }, { id: f, uses: dorny/paths-filter@v3 }]
  test-api:
    needs: changes
    if: needs.changes.outputs.api == 'true'
    runs-on: ubuntu-latest
    steps: [{ run: npm test }]
  deploy-api:
    needs: [changes, test-api]
    if: \${{ needs.changes.outputs.api == 'true' }}
    environment: production
    runs-on: ubuntu-latest
    steps: [{ run: x }]
  deploy-web:
    needs: [test-api]
    if: \${{ !failure() && !cancelled() }}
    environment: web
    runs-on: ubuntu-latest
    steps: [{ run: x }]
`,
  ],
  [
    "promote staging prod matrix",
    "proved",
    ["test"],
    `
on: { push: { branches: [main] } }
jobs:
  test:
    runs-on: ubuntu-latest
    steps: [{ run: npm test }]
  deploy:
    needs: test
    strategy: { max-parallel: 1, matrix: { environment: [staging, production] } }
    environment: \${{ matrix.environment }}
    runs-on: ubuntu-latest
    steps: [{ run: x }]
`,
  ],
  [
    "rollback job on failure",
    "refuted",
    ["test"],
    `
on: { push: { branches: [main] } }
jobs:
  test:
    runs-on: ubuntu-latest
    steps: [{ run: npm test }]
  deploy:
    needs: test
    environment: production
    runs-on: ubuntu-latest
    steps: [{ run: x }]
  rollback:
    needs: deploy
    if: failure()
    environment: production
    runs-on: ubuntu-latest
    steps: [{ run: x }]
`,
  ],
  [
    "notify always with env secrets",
    "proved",
    ["test"],
    `
on: { push: { branches: [main] } }
jobs:
  test:
    runs-on: ubuntu-latest
    steps: [{ run: npm test }]
  deploy:
    needs: test
    environment: production
    runs-on: ubuntu-latest
    steps: [{ run: x }]
  notify:
    needs: [test, deploy]
    if: always()
    runs-on: ubuntu-latest
    steps: [{ run: 'curl x' }]
`,
  ],
  [
    "workflow_run",
    "refuted",
    ["test"],
    `
on: { workflow_run: { workflows: [CI], types: [completed] } }
jobs:
  deploy:
    if: github.event.workflow_run.conclusion == 'success'
    environment: production
    runs-on: ubuntu-latest
    steps: [{ run: x }]
`,
  ],
  [
    "called inherits own gates two levels",
    "proved",
    ["unit", "scan"],
    {
      ".github/workflows/a.yml": `
on: push
jobs:
  ci: { uses: ./.github/workflows/ci.yml }
  cd: { needs: ci, uses: ./.github/workflows/cd.yml, secrets: inherit, with: { env: production } }
`,
      ".github/workflows/ci.yml": `
on: [workflow_call, pull_request]
jobs:
  unit: { runs-on: x, steps: [{ run: npm test }] }
  scan: { runs-on: x, steps: [{ run: npm run scan }] }
`,
      ".github/workflows/cd.yml": `
on: { workflow_call: { inputs: { env: { type: string } } } }
jobs:
  deploy: { runs-on: x, environment: "\${{ inputs.env }}", steps: [{ run: x }] }
`,
    },
  ],
]

test.each(usual)("%s: %s", (_, verdict, jobs, given) => {
  const files = typeof given === "string" ? { ".github/workflows/ci.yml": given } : given
  const texts = Object.entries(files).map(([path, text]) => ({ path, text }))
  const ways = [{ gates: jobs.map((job) => ({ job })) }]
  expect(prove(texts, { requirements: { environments: [{ environment: "production", ways }] } }).verdict).toBe(verdict)
})

test.each(cases)("%s: %s", (_, verdict, given) => {
  const files = typeof given === "string" ? { ".github/workflows/ci.yml": given } : given
  const texts = Object.entries(files).map(([path, text]) => ({ path, text }))
  expect(prove(texts, { requirements }).verdict).toBe(verdict)
})
