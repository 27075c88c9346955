import { all, artifact, environment, gate, node, pipeline, rollout, sh, shard } from "@shipline/core"

const image = artifact.image("shop", { repository: "ghcr.io/acme/shop" })

const lint = gate("lint", sh`npm ci && npm run lint`, { timeout: "5 minutes" })
const unit = gate("unit", sh`npm ci && npm test -- --shard=${shard.index}/${shard.total}`, {
  shards: 4,
  timeout: "10 minutes",
})
const scan = gate("scan", sh`trivy image --exit-code 1 ${image.ref}`, { timeout: "10 minutes" })
const smoke = gate("smoke", (target) => sh`npm ci && npm run smoke -- --url ${target.url}`, { timeout: "5 minutes" })

const dev = environment("dev", { url: "https://dev.shop.example", requires: [unit] })
const staging = environment("staging", {
  url: "https://staging.shop.example",
  after: [dev],
  requires: [lint, unit, scan, smoke.on(dev)],
})
const production = environment("production", {
  url: "https://shop.example",
  after: [staging],
  requires: [lint, unit, scan, smoke.on(staging)],
})

const kubectl = rollout({
  timeout: "15 minutes",
  deploy: (target) =>
    sh`kubectl --context ${target.name} --token ${target.secret("KUBE_TOKEN")} set image deployment/shop shop=${image.ref}`,
})

export default pipeline(
  "shop",
  { on: { push: "main", pullRequest: true }, defaults: { toolchains: [node("24", { cache: "npm" })] } },
  (source) =>
    all(source.pass(lint, unit), source.build(image, sh`docker build --tag ${image.tag} .`, { timeout: "20 minutes" }))
      .pass(scan)
      .deploy(dev, kubectl)
      .pass(smoke.on(dev))
      .deploy(staging, kubectl)
      .pass(smoke.on(staging))
      .deploy(production, kubectl)
      .pass(smoke.on(production)),
)
