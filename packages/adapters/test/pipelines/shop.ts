import { all, approval, artifact, environment, gate, node, pipeline, rollout, sh } from "@shipline/core"

const image = artifact.image("app", { repository: "ghcr.io/acme/shop" })
const site = artifact.files("site", { paths: ["dist", "package.json"] })

const unit = gate("unit", sh`npm ci && npm test`, {
  report: "reports/junit.xml",
  timeout: "10 minutes",
  toolchains: [node("24", { cache: "npm" })],
})
const lint = gate("lint", sh`npm run lint`)
const scan = gate("scan", sh`trivy image --exit-code 1 ${image.ref}`)
const smoke = gate("smoke", (target) => sh`npm run smoke -- --url ${target.url} --version ${image.version}`)
const managers = approval("release managers")

const staging = environment("staging", { url: "https://staging.shop.example", requires: [unit, lint, scan] })
const production = environment("production", {
  url: "https://shop.example",
  after: [staging],
  requires: [unit, smoke.on(staging), managers],
  timeout: "45 minutes",
})

const kubectl = rollout({
  migrate: sh`npm run db:migrate && npm run db:validate`,
  deploy: (target) => sh`
    kubectl --context ${target.name} --token ${target.secret("KUBE_TOKEN")} set image deployment/app app=${image.ref}
    ./upload.sh ${target.name} ${site.path} ${site.digest}
  `,
})

/** An image and a folder through two environments; pull requests are checked, people may start it. */
export const shop = pipeline("shop", { on: { push: "main", pullRequest: true, manual: true } }, (source) => {
  const tested = source.pass(unit, lint)
  const built = source.build(image, sh`docker build --tag ${image.tag} .`).pass(scan)
  const packed = source.build(site, sh`npm run build -- --name ${site.tag}`)
  return all(tested, built, packed)
    .deploy(staging, kubectl)
    .pass(smoke.on(staging), managers)
    .deploy(production, kubectl)
    .pass(smoke.on(production))
})
