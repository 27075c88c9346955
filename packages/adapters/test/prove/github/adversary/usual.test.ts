import { expect, test } from "vitest"
import { type Files, verdictOf } from "./files.js"

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

test.each(usual)("%s: %s", (_, verdict, gates, files) => expect(verdictOf(files, gates)).toBe(verdict))
