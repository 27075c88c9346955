import { all, approval, artifact, environment, gate, go, node, pipeline, rollout, sh } from "@shipline/core"

const api = artifact.image("api", { repository: "ghcr.io/acme/api" })
const worker = artifact.image("worker", { repository: "ghcr.io/acme/worker" })
const site = artifact.files("site", { paths: ["web/dist"] })

const lint = gate("lint", sh`make lint`)
const types = gate("types", sh`make types`)
const unit = gate("unit", sh`make test`, { toolchains: [go("1.26", { cache: "modules" })], report: "junit.xml" })
const licences = gate("licences", sh`make licences`, { advisory: true })
const scanApi = gate("scan api", sh`trivy image ${api.ref}`)
const scanWorker = gate("scan worker", sh`trivy image ${worker.ref}`)
const links = gate("links", sh`lychee ${site.path}`)
const contract = gate("contract", sh`make contract API=${api.ref} WORKER=${worker.ref}`)
const smoke = gate("smoke", (target) => sh`make smoke URL=${target.url}`, { retries: 2, timeout: "5 minutes" })
const load = gate("load", (target) => sh`make load URL=${target.url} TOKEN=${target.secret("LOAD_TOKEN")}`)
const quality = approval("quality assurance")
const change = approval("change board")

const dev = environment("dev", { url: "https://dev.acme.example", requires: [unit] })
const test = environment("test", {
  url: "https://test.acme.example",
  after: [dev],
  requires: [lint, types, scanApi, scanWorker],
})
const staging = environment("staging", {
  url: "https://staging.acme.example",
  after: [test],
  requires: [smoke.on(test), contract, links],
})
const production = environment("production", {
  url: "https://acme.example",
  after: [staging],
  requires: [unit, smoke.on(staging), load.on(staging), quality, change],
  hotfix: { requires: [unit, change] },
  concurrency: "acme production",
})

const helm = rollout({
  timeout: "20 minutes",
  migrate: (target) => sh`./migrate.sh ${target.name}`,
  deploy: (target) => sh`
    helm upgrade platform ./chart --kube-context ${target.name} \
      --set api=${api.ref} --set worker=${worker.ref} --set version=${api.version}
    ./sync.sh ${site.path} ${target.url}
  `,
})

/** Four environments, twelve gates and more, three artifacts. */
export const platform = pipeline(
  "platform",
  { on: { push: "main", pullRequest: { branches: "main" } }, defaults: { env: { LOG_LEVEL: "info" } } },
  (source) => {
    const checked = source.pass(lint, types, unit, licences)
    const images = all(
      source.build(api, sh`make image NAME=${api.tag} DIR=api`).pass(scanApi),
      source.build(worker, sh`make image NAME=${worker.tag} DIR=worker`).pass(scanWorker),
    ).pass(contract)
    const pages = source
      .build(site, sh`npm ci && npm run build`, { toolchains: [node("24")], workingDirectory: "web" })
      .pass(links)
    return all(checked, images, pages)
      .deploy(dev, helm)
      .pass(smoke.on(dev))
      .deploy(test, helm)
      .pass(smoke.on(test), quality)
      .deploy(staging, helm)
      .pass(smoke.on(staging), load.on(staging), change)
      .deploy(production, helm)
      .pass(smoke.on(production))
  },
)
