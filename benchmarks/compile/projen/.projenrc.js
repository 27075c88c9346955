const { github, Project } = require("projen")

const project = new Project({ name: "shop" })
const platform = new github.GitHub(project, { mergify: false, pullRequestLint: false })
const workflow = platform.addWorkflow("shop")

const start = [
  {
    name: "Check out the source",
    uses: "actions/checkout@3d3c42e5aac5ba805825da76410c181273ba90b1",
    with: { "persist-credentials": false },
  },
  {
    name: "Set up Node.js",
    uses: "actions/setup-node@820762786026740c76f36085b0efc47a31fe5020",
    with: { "node-version": "24", cache: "npm" },
  },
]
const login = {
  name: "Log in to ghcr.io",
  env: { USERNAME: "${{ github.actor }}", PASSWORD: "${{ github.token }}" },
  run: 'printf "%s" "$PASSWORD" | docker login ghcr.io --username "$USERNAME" --password-stdin',
}
const ref = "${{ needs.build-shop.outputs.ref }}"
const { READ, WRITE } = github.workflows.JobPermission
const released = (needs) =>
  [
    "github.event_name == 'push'",
    "github.ref == 'refs/heads/main'",
    ...needs.map((need) => `needs.${need}.result == 'success'`),
  ].join(" && ")

const deploy = (name, url, needs) => ({
  name: `deploy to ${name}`,
  needs,
  if: released(needs),
  runsOn: ["ubuntu-24.04"],
  environment: { name, url },
  concurrency: { group: `deploy-${name}`, "cancel-in-progress": false },
  permissions: { contents: READ, packages: READ },
  timeoutMinutes: 15,
  steps: [
    ...start,
    login,
    {
      name: `Deploy to ${name}`,
      env: { TARGET_NAME: name, KUBE_TOKEN: "${{ secrets.KUBE_TOKEN }}", SHOP_REF: ref },
      run: 'kubectl --context "$TARGET_NAME" --token "$KUBE_TOKEN" set image deployment/shop shop="$SHOP_REF"',
    },
  ],
})
const smoke = (name, url) => ({
  name: `smoke on ${name}`,
  needs: [`deploy-${name}`],
  if: released([`deploy-${name}`]),
  runsOn: ["ubuntu-24.04"],
  permissions: { contents: READ },
  timeoutMinutes: 5,
  steps: [
    ...start,
    {
      name: `Run smoke on ${name}`,
      env: { TARGET_URL: url },
      run: 'npm ci && npm run smoke -- --url "$TARGET_URL"',
    },
  ],
})

workflow.on({ push: { branches: ["main"] }, pullRequest: {} })
workflow.addJobs({
  lint: {
    runsOn: ["ubuntu-24.04"],
    permissions: { contents: READ },
    timeoutMinutes: 5,
    steps: [...start, { name: "Run lint", run: "npm ci && npm run lint" }],
  },
  unit: {
    runsOn: ["ubuntu-24.04"],
    permissions: { contents: READ },
    timeoutMinutes: 10,
    strategy: { failFast: false, matrix: { domain: { shard: [1, 2, 3, 4] } } },
    steps: [
      ...start,
      {
        name: "Run unit",
        env: { SHARD: "${{ matrix.shard }}" },
        run: 'npm ci && npm test -- --shard="$SHARD"/4',
      },
    ],
  },
  "build-shop": {
    name: "build shop",
    runsOn: ["ubuntu-24.04"],
    permissions: { contents: READ, packages: WRITE },
    timeoutMinutes: 20,
    outputs: { ref: { stepId: "push", outputName: "ref" } },
    steps: [
      ...start,
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
    runsOn: ["ubuntu-24.04"],
    permissions: { contents: READ, packages: READ },
    timeoutMinutes: 10,
    steps: [
      ...start,
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
})

project.synth()
