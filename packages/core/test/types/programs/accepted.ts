/** Every program here must compile and produce a plan. */
import { all, approval, artifact, environment, gate, pipeline, rollout, secret, sh } from "@shipline/core"

const image = artifact.image("app", { repository: "ghcr.io/acme/shop" })

const unit = gate("unit", sh`npm test`)
const lint = gate("lint", sh`npm run lint`)
const scan = gate("scan", sh`trivy image --exit-code 1 ${image.ref}`)
const smoke = gate("smoke", (target) => sh`npm run smoke -- --url ${target.url}`)
const managers = approval("release managers")

const staging = environment("staging", { url: "https://staging.shop.example", requires: [unit, lint, scan] })
const production = environment("production", {
  url: "https://shop.example",
  after: [staging],
  requires: [unit, smoke.on(staging), managers],
  hotfix: { requires: [unit] },
})

const kubectl = rollout({
  migrate: sh`npm run db:migrate && npm run db:validate`,
  deploy: (target) =>
    sh`kubectl --context ${target.name} --token ${target.secret("KUBE_TOKEN")} set image deployment/app app=${image.ref}`,
})

/** Side by side, then joined: the checks of the source run while the image is built. */
export const parallel = pipeline("parallel", { on: { push: "main" } }, (source) => {
  const tested = source.pass(unit, lint)
  const built = source.build(image, sh`docker build --tag ${image.tag} . && docker push ${image.tag}`).pass(scan)
  return all(tested, built)
    .deploy(staging, kubectl)
    .pass(smoke.on(staging), managers)
    .deploy(production, kubectl)
    .pass(smoke.on(production))
})

/** One after the other. */
export const serial = pipeline("serial", { on: { push: "main" } }, (source) =>
  source
    .pass(unit, lint)
    .build(image, sh`make image TOKEN=${secret("REGISTRY_TOKEN")}`)
    .pass(scan)
    .deploy(staging, kubectl)
    .pass(smoke.on(staging), managers)
    .deploy(production, kubectl),
)

/** A contract: the platform team requires `audit`, the application says how it is run. */
const audit = gate("audit")
const vault = environment("vault", { requires: [audit] })
export const contract = pipeline("contract", { on: { push: "main" } }, (source) =>
  source.pass(audit.by(sh`npm audit`)).deploy(vault, rollout({ deploy: () => sh`./deploy.sh` })),
)
