import { artifact, gate, pipeline, sh } from "@shipline/core"

const image = artifact.image("app", { repository: "ghcr.io/acme/app" })
const unit = gate("unit", sh`npm test`)
const scan = gate("scan", sh`trivy image ${image.ref}`)

/** Pull requests alone: everything is checked, nothing published. */
export const pullRequests = pipeline(
  "pull requests",
  { on: { pullRequest: { branches: ["main", "release/*"] } } },
  (source) => source.pass(unit).build(image, sh`docker build --tag ${image.tag} .`).pass(scan),
)
