import { writeFileSync } from "node:fs"
import { NormalJob, Step, Workflow } from "@github-actions-workflow-ts/lib"
import YAML from "yaml"

const checkout = new Step({
  name: "Check out the source",
  uses: "actions/checkout@3d3c42e5aac5ba805825da76410c181273ba90b1",
  with: { "persist-credentials": false },
})
const setup = new Step({
  name: "Set up Node.js",
  uses: "actions/setup-node@820762786026740c76f36085b0efc47a31fe5020",
  with: { "node-version": "24", cache: "npm" },
})
const login = new Step({
  name: "Log in to ghcr.io",
  env: { USERNAME: "${{ github.actor }}", PASSWORD: "${{ github.token }}" },
  run: 'printf "%s" "$PASSWORD" | docker login ghcr.io --username "$USERNAME" --password-stdin',
})
const ref = "${{ needs.build-shop.outputs.ref }}"
const released = (needs: readonly NormalJob[]) =>
  [
    "github.event_name == 'push'",
    "github.ref == 'refs/heads/main'",
    ...needs.map((need) => `needs.${need.name}.result == 'success'`),
  ].join(" && ")

const lint = new NormalJob("lint", {
  "runs-on": "ubuntu-24.04",
  permissions: { contents: "read" },
  "timeout-minutes": 5,
}).addSteps([checkout, setup, new Step({ name: "Run lint", run: "npm ci && npm run lint" })])

const unit = new NormalJob("unit", {
  "runs-on": "ubuntu-24.04",
  permissions: { contents: "read" },
  "timeout-minutes": 10,
  strategy: { "fail-fast": false, matrix: { shard: [1, 2, 3, 4] } },
}).addSteps([
  checkout,
  setup,
  new Step({
    name: "Run unit",
    env: { SHARD: "${{ matrix.shard }}" },
    run: 'npm ci && npm test -- --shard="$SHARD"/4',
  }),
])

const build = new NormalJob("build-shop", {
  name: "build shop",
  "runs-on": "ubuntu-24.04",
  permissions: { contents: "read", packages: "write" },
  "timeout-minutes": 20,
  outputs: { ref: "${{ steps.push.outputs.ref }}" },
}).addSteps([
  checkout,
  setup,
  login,
  new Step({
    name: "Build and push shop",
    id: "push",
    env: { TAG: "ghcr.io/acme/shop:${{ github.sha }}" },
    run: [
      'docker build --tag "$TAG" .',
      'docker push --quiet "$TAG"',
      `echo "ref=$(docker image inspect --format '{{index .RepoDigests 0}}' "$TAG")" >> "$GITHUB_OUTPUT"`,
    ].join("\n"),
  }),
])

const scan = new NormalJob("scan", {
  "runs-on": "ubuntu-24.04",
  permissions: { contents: "read", packages: "read" },
  "timeout-minutes": 10,
})
  .needs([lint, unit, build])
  .addSteps([
    checkout,
    setup,
    login,
    new Step({ name: "Run scan", env: { SHOP_REF: ref }, run: 'trivy image --exit-code 1 "$SHOP_REF"' }),
  ])

const deploy = (name: string, url: string, needs: NormalJob[]) =>
  new NormalJob(`deploy-${name}`, {
    name: `deploy to ${name}`,
    "runs-on": "ubuntu-24.04",
    if: released(needs),
    environment: { name, url },
    concurrency: { group: `deploy-${name}`, "cancel-in-progress": false },
    permissions: { contents: "read", packages: "read" },
    "timeout-minutes": 15,
  })
    .needs(needs)
    .addSteps([
      checkout,
      setup,
      login,
      new Step({
        name: `Deploy to ${name}`,
        env: { TARGET_NAME: name, KUBE_TOKEN: "${{ secrets.KUBE_TOKEN }}", SHOP_REF: ref },
        run: 'kubectl --context "$TARGET_NAME" --token "$KUBE_TOKEN" set image deployment/shop shop="$SHOP_REF"',
      }),
    ])
const smoke = (name: string, url: string, after: NormalJob) =>
  new NormalJob(`smoke-on-${name}`, {
    name: `smoke on ${name}`,
    "runs-on": "ubuntu-24.04",
    if: released([after]),
    permissions: { contents: "read" },
    "timeout-minutes": 5,
  })
    .needs([after])
    .addSteps([
      checkout,
      setup,
      new Step({
        name: `Run smoke on ${name}`,
        env: { TARGET_URL: url },
        run: 'npm ci && npm run smoke -- --url "$TARGET_URL"',
      }),
    ])

const dev = deploy("dev", "https://dev.shop.example", [unit, build, scan])
const smokeOnDev = smoke("dev", "https://dev.shop.example", dev)
const staging = deploy("staging", "https://staging.shop.example", [lint, unit, build, scan, dev, smokeOnDev])
const smokeOnStaging = smoke("staging", "https://staging.shop.example", staging)
const production = deploy("production", "https://shop.example", [lint, unit, build, scan, staging, smokeOnStaging])
const smokeOnProduction = smoke("production", "https://shop.example", production)

const shop = new Workflow("shop", {
  name: "shop",
  on: { push: { branches: ["main"] }, pull_request: {} },
  permissions: {},
  concurrency: {
    group: "shop-${{ github.event.pull_request.number || github.run_id }}",
    "cancel-in-progress": "${{ github.event_name == 'pull_request' }}",
  },
  defaults: { run: { shell: "bash" } },
}).addJobs([lint, unit, build, scan, dev, smokeOnDev, staging, smokeOnStaging, production, smokeOnProduction])

writeFileSync(new URL("./shop.yml", import.meta.url), YAML.stringify(shop.workflow))
