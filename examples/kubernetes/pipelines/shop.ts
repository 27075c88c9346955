import { all, approval, artifact, environment, gate, node, pipeline, rollout, sh } from "@shipline/core"

const image = artifact.image("app", { repository: "ghcr.io/acme/shop" })

const unit = gate("unit", sh`npm ci && npm test`, { toolchains: [node("24", { cache: "npm" })] })
const scan = gate("scan", sh`trivy image --exit-code 1 ${image.ref}`)
const smoke = gate("smoke", (target) => sh`./smoke.sh ${target.url}`)
const managers = approval("release managers")

const staging = environment("staging", { url: "https://staging.shop.example", requires: [unit, scan] })
const production = environment("production", {
  url: "https://shop.example",
  after: [staging],
  requires: [unit, smoke.on(staging), managers],
})

const kubectl = rollout({
  deploy: (target) => sh`
    kubectl --context ${target.name} --token ${target.secret("KUBE_TOKEN")} set image deployment/app app=${image.ref}
  `,
})

export default pipeline("shop", { on: { push: "main", pullRequest: true } }, (source) => {
  const tested = source.pass(unit)
  const built = source.build(image, sh`docker build --tag ${image.tag} .`).pass(scan)
  return all(tested, built)
    .deploy(staging, kubectl)
    .pass(smoke.on(staging), managers)
    .deploy(production, kubectl)
    .pass(smoke.on(production))
})
