/** Several artifacts, one of which is made from another. */
import { all, artifact, environment, gate, pipeline, rollout, sh } from "@shipline/core"
import { on } from "../shop.js"

const library = artifact.files("library", { paths: ["lib"] })
const server = artifact.image("server", { repository: "ghcr.io/acme/server" })
const site = artifact.files("site", { paths: ["dist", "public"] })
const unit = gate("unit", sh`npm test`)
const scan = gate("scan", sh`trivy image ${server.ref} && ls ${library.path}`)
const links = gate("links", sh`npx linkcheck ${site.path}`)
const e2e = gate("e2e", (target) => sh`npm run e2e -- ${target.url} ${server.version}`, {
  hotfix: (target) => sh`npm run e2e:fast -- ${target.url}`,
})
const preview = environment("preview", { url: "https://preview.acme.example", requires: [unit] })
const live = environment("live", {
  url: "https://acme.example",
  after: [preview],
  requires: [unit, scan, links, e2e.on(preview)],
  hotfix: { requires: [unit, scan] },
})
const everything = rollout({
  migrate: (target) => sh`./migrate.sh ${target.name} ${library.path}`,
  deploy: (target) => sh`./deploy.sh ${target.name} ${server.ref} ${site.path}`,
})

export const threeArtifacts = pipeline("three-artifacts", { on }, (source) => {
  const tested = source.pass(unit)
  const base = tested.build(library, sh`make lib`)
  const image = base.build(server, sh`docker build --build-arg LIBRARY=${library.digest} --tag ${server.tag} .`)
  const pages = source.build(site, sh`npm run build`).pass(links)
  return all(image.pass(scan), pages)
    .deploy(preview, everything)
    .pass(e2e.on(preview))
    .deploy(live, everything)
    .pass(e2e.on(live))
})
