import { all, approval, artifact, environment, gate, node, pipeline, rollout, sh, shard } from "@shipline/core"

const image = artifact.image("app", { repository: "ghcr.io/acme/app" })
const suite = artifact.files("suite", { paths: ["e2e/dist"] })

const unit = gate("unit", sh`npm test`, { hotfix: sh`npm test -- --changed`, waivable: false, retries: 1 })
const lint = gate("lint", sh`npm run lint`)
const licences = gate("licences", sh`npm run licences`, { advisory: true })
const scan = gate("scan", sh`trivy image ${image.ref}`, { hotfix: sh`trivy image --severity CRITICAL ${image.digest}` })
const pages = gate("pages", sh`./measure.sh ${image.ref}`)
const loads = gate("loads", sh`node --check ${suite.path}/smoke`)
const smoke = gate("smoke", (target) => sh`${suite.path}/smoke ${target.url}`, {
  hotfix: (target) => sh`${suite.path}/smoke --fast ${target.url}`,
})
const browsers = gate(
  "browsers",
  (target) => sh`npx playwright test --shard ${shard.index}/${shard.total} --base ${target.url}`,
  { shards: 3, toolchains: [node("24")] },
)
const looks = gate("looks", (target) => sh`./looks.sh ${target.url}`, { advisory: true })
const owner = approval("owner")

const staging = environment("staging", {
  url: "https://staging.acme.example",
  requires: [unit, lint, scan, pages],
  hotfix: { requires: [unit, scan] },
})
const production = environment("production", {
  url: "https://acme.example",
  after: [staging],
  requires: [unit, scan, smoke.on(staging), browsers.on(staging), owner],
  hotfix: { requires: [unit, scan, owner], within: "4 hours" },
})

const kubectl = rollout({
  migrate: (target) => sh`./migrate.sh ${target.name}`,
  deploy: (target) => sh`./deploy.sh ${target.name} ${image.ref} ${image.tag}`,
})

/** All lanes of one pipeline: gates that a hotfix leaves out or runs faster, an approval of its own, checks in parts. */
export const lanes = pipeline(
  "lanes",
  { on: { push: ["main", "release/**"], pullRequest: true, manual: true, schedule: "0 3 * * 1" } },
  (source) => {
    const checked = source.pass(unit, lint, licences)
    const built = checked.build(image, sh`docker build --tag ${image.tag} .`)
    const tests = source.build(suite, sh`npm run build:e2e`).pass(loads)
    return all(built.pass(scan, pages), tests)
      .deploy(staging, kubectl)
      .pass(smoke.on(staging), browsers.on(staging), looks.on(staging), owner)
      .deploy(production, kubectl)
      .pass(smoke.on(production), browsers.on(production))
  },
)
