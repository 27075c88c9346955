import { checkout, setupNode } from "@jlarky/gha-ts/actions"
import { generateWorkflow } from "@jlarky/gha-ts/cli"
import { workflow } from "@jlarky/gha-ts/workflow-types"
import YAML from "yaml"

const start = () => [
  { ...checkout({ "persist-credentials": false }), name: "Check out the source" },
  { ...setupNode({ "node-version": "24", cache: "npm" }), name: "Set up Node.js" },
]
const login = {
  name: "Log in to ghcr.io",
  env: { USERNAME: "${{ github.actor }}", PASSWORD: "${{ github.token }}" },
  run: 'printf "%s" "$PASSWORD" | docker login ghcr.io --username "$USERNAME" --password-stdin',
}
const ref = "${{ needs.build-shop.outputs.ref }}"
const released = (needs: string[]) =>
  [
    "github.event_name == 'push'",
    "github.ref == 'refs/heads/main'",
    ...needs.map((need) => `needs.${need}.result == 'success'`),
  ].join(" && ")

const deploy = (name: string, url: string, needs: string[]) => ({
  name: `deploy to ${name}`,
  needs,
  if: released(needs),
  "runs-on": "ubuntu-24.04",
  environment: { name, url },
  concurrency: { group: `deploy-${name}`, "cancel-in-progress": false },
  permissions: { contents: "read", packages: "read" } as const,
  "timeout-minutes": 15,
  steps: [
    ...start(),
    login,
    {
      name: `Deploy to ${name}`,
      env: { TARGET_NAME: name, KUBE_TOKEN: "${{ secrets.KUBE_TOKEN }}", SHOP_REF: ref },
      run: 'kubectl --context "$TARGET_NAME" --token "$KUBE_TOKEN" set image deployment/shop shop="$SHOP_REF"',
    },
  ],
})
const smoke = (name: string, url: string) => ({
  name: `smoke on ${name}`,
  needs: [`deploy-${name}`],
  if: released([`deploy-${name}`]),
  "runs-on": "ubuntu-24.04",
  permissions: { contents: "read" } as const,
  "timeout-minutes": 5,
  steps: [
    ...start(),
    {
      name: `Run smoke on ${name}`,
      env: { TARGET_URL: url },
      run: 'npm ci && npm run smoke -- --url "$TARGET_URL"',
    },
  ],
})

const shop = workflow({
  name: "shop",
  on: { push: { branches: ["main"] }, pull_request: {} },
  permissions: {},
  concurrency: {
    group: "shop-${{ github.event.pull_request.number || github.run_id }}",
    "cancel-in-progress": "${{ github.event_name == 'pull_request' }}",
  },
  defaults: { run: { shell: "bash" } },
  jobs: {
    lint: {
      "runs-on": "ubuntu-24.04",
      permissions: { contents: "read" },
      "timeout-minutes": 5,
      steps: [...start(), { name: "Run lint", run: "npm ci && npm run lint" }],
    },
    unit: {
      "runs-on": "ubuntu-24.04",
      permissions: { contents: "read" },
      "timeout-minutes": 10,
      strategy: { "fail-fast": false, matrix: { shard: [1, 2, 3, 4] } },
      steps: [
        ...start(),
        {
          name: "Run unit",
          env: { SHARD: "${{ matrix.shard }}" },
          run: 'npm ci && npm test -- --shard="$SHARD"/4',
        },
      ],
    },
    "build-shop": {
      name: "build shop",
      "runs-on": "ubuntu-24.04",
      permissions: { contents: "read", packages: "write" },
      "timeout-minutes": 20,
      outputs: { ref: "${{ steps.push.outputs.ref }}" },
      steps: [
        ...start(),
        login,
        {
          name: "Build and push shop",
          id: "push",
          env: { TAG: "ghcr.io/acme/shop:${{ github.sha }}" },
          run: [
            'docker build --tag "$TAG" .',
            'docker push --quiet "$TAG"',
            `echo "ref=$(docker image inspect --format '{{index .RepoDigests 0}}' "$TAG")" >> "$GITHUB_OUTPUT"`,
          ].join("\n"),
        },
      ],
    },
    scan: {
      needs: ["lint", "unit", "build-shop"],
      "runs-on": "ubuntu-24.04",
      permissions: { contents: "read", packages: "read" },
      "timeout-minutes": 10,
      steps: [
        ...start(),
        login,
        { name: "Run scan", env: { SHOP_REF: ref }, run: 'trivy image --exit-code 1 "$SHOP_REF"' },
      ],
    },
    "deploy-dev": deploy("dev", "https://dev.shop.example", ["unit", "build-shop", "scan"]),
    "smoke-on-dev": smoke("dev", "https://dev.shop.example"),
    "deploy-staging": deploy("staging", "https://staging.shop.example", [
      "lint",
      "unit",
      "build-shop",
      "scan",
      "deploy-dev",
      "smoke-on-dev",
    ]),
    "smoke-on-staging": smoke("staging", "https://staging.shop.example"),
    "deploy-production": deploy("production", "https://shop.example", [
      "lint",
      "unit",
      "build-shop",
      "scan",
      "deploy-staging",
      "smoke-on-staging",
    ]),
    "smoke-on-production": smoke("production", "https://shop.example"),
  },
})

await generateWorkflow(shop, YAML.stringify, import.meta.url)
