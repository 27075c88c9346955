import { conditions, expr, type Job, job, type StepLike, step, workflow } from "gagen"

const checkout = step({
  name: "Check out the source",
  uses: "actions/checkout@3d3c42e5aac5ba805825da76410c181273ba90b1",
  with: { "persist-credentials": false },
})
const setup = step.dependsOn(checkout)({
  name: "Set up Node.js",
  uses: "actions/setup-node@820762786026740c76f36085b0efc47a31fe5020",
  with: { "node-version": "24", cache: "npm" },
})
const login = step({
  name: "Log in to ghcr.io",
  env: { USERNAME: expr("github.actor"), PASSWORD: expr("github.token") },
  run: 'printf "%s" "$PASSWORD" | docker login ghcr.io --username "$USERNAME" --password-stdin',
})
const released = conditions.isEvent("push").and(conditions.isBranch("main"))

const check = (id: string, timeoutMinutes: number, steps: StepLike[]): Job =>
  job(id, { runsOn: "ubuntu-24.04", permissions: { contents: "read" }, timeoutMinutes, steps })

const lint = check("lint", 5, [step.dependsOn(setup)({ name: "Run lint", run: "npm ci && npm run lint" })])

const unit = job("unit", {
  runsOn: "ubuntu-24.04",
  permissions: { contents: "read" },
  timeoutMinutes: 10,
  strategy: { failFast: false, matrix: { shard: [1, 2, 3, 4] } },
  steps: [
    step.dependsOn(setup)({
      name: "Run unit",
      env: { SHARD: expr("matrix.shard") },
      run: 'npm ci && npm test -- --shard="$SHARD"/4',
    }),
  ],
})

const pushed = step.dependsOn(
  setup,
  login,
)({
  name: "Build and push shop",
  id: "push",
  env: { TAG: "ghcr.io/acme/shop:${{ github.sha }}" },
  run: [
    'docker build --tag "$TAG" .',
    'docker push --quiet "$TAG"',
    `echo "ref=$(docker image inspect --format '{{index .RepoDigests 0}}' "$TAG")" >> "$GITHUB_OUTPUT"`,
  ],
  outputs: ["ref"],
})
const build = job("build-shop", {
  name: "build shop",
  runsOn: "ubuntu-24.04",
  permissions: { contents: "read", packages: "write" },
  timeoutMinutes: 20,
  steps: [pushed],
  outputs: { ref: pushed.outputs.ref },
})

const scan = job("scan", {
  runsOn: "ubuntu-24.04",
  needs: [lint, unit],
  permissions: { contents: "read", packages: "read" },
  timeoutMinutes: 10,
  steps: [
    step.dependsOn(
      setup,
      login,
    )({
      name: "Run scan",
      env: { SHOP_REF: build.outputs.ref },
      run: 'trivy image --exit-code 1 "$SHOP_REF"',
    }),
  ],
})

const deploy = (name: string, url: string, needs: Job[]): Job =>
  job(`deploy-${name}`, {
    name: `deploy to ${name}`,
    runsOn: "ubuntu-24.04",
    needs,
    if: released,
    environment: { name, url },
    concurrency: { group: `deploy-${name}`, cancelInProgress: false },
    permissions: { contents: "read", packages: "read" },
    timeoutMinutes: 15,
    steps: [
      step.dependsOn(
        setup,
        login,
      )({
        name: `Deploy to ${name}`,
        env: { TARGET_NAME: name, KUBE_TOKEN: expr("secrets.KUBE_TOKEN"), SHOP_REF: build.outputs.ref },
        run: 'kubectl --context "$TARGET_NAME" --token "$KUBE_TOKEN" set image deployment/shop shop="$SHOP_REF"',
      }),
    ],
  })
const smoke = (name: string, url: string, after: Job): Job =>
  job(`smoke-on-${name}`, {
    name: `smoke on ${name}`,
    runsOn: "ubuntu-24.04",
    needs: [after],
    if: released,
    permissions: { contents: "read" },
    timeoutMinutes: 5,
    steps: [
      step.dependsOn(setup)({
        name: `Run smoke on ${name}`,
        env: { TARGET_URL: url },
        run: 'npm ci && npm run smoke -- --url "$TARGET_URL"',
      }),
    ],
  })

const dev = deploy("dev", "https://dev.shop.example", [unit, scan])
const smokeOnDev = smoke("dev", "https://dev.shop.example", dev)
const staging = deploy("staging", "https://staging.shop.example", [lint, unit, scan, dev, smokeOnDev])
const smokeOnStaging = smoke("staging", "https://staging.shop.example", staging)
const production = deploy("production", "https://shop.example", [lint, unit, scan, staging, smokeOnStaging])
const smokeOnProduction = smoke("production", "https://shop.example", production)

workflow({
  name: "shop",
  on: { push: { branches: ["main"] }, pull_request: {} },
  permissions: {},
  concurrency: {
    group: "shop-${{ github.event.pull_request.number || github.run_id }}",
    cancelInProgress: "${{ github.event_name == 'pull_request' }}",
  },
  defaults: { run: { shell: "bash" } },
  jobs: [lint, unit, build, scan, dev, smokeOnDev, staging, smokeOnStaging, production, smokeOnProduction],
}).writeOrLint({
  filePath: new URL("./shop.yml", import.meta.url),
  header: "# Made by shop.ts. Do not edit.",
})
