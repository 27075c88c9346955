import { artifact, environment, gate, pipeline, rollout, secret, sh } from "@shipline/core"

const image = artifact.image("mirror", {
  repository: "registry.acme.example:5000/tools/mirror",
  login: { username: "ci", password: secret("REGISTRY_TOKEN") },
})
const scan = gate("scan", sh`trivy image ${image.ref}`)
const tools = environment("tools", { requires: [scan] })

/** By schedule and by hand, never by a push; an image in a registry of its own. */
export const nightly = pipeline(
  "nightly",
  { on: { schedule: ["0 4 * * 1-5", "30 6 * * 0"], manual: true } },
  (source) =>
    source
      .build(image, sh`docker build --pull --tag ${image.tag} .`)
      .pass(scan)
      .deploy(tools, rollout({ deploy: () => sh`./roll.sh ${image.ref}` })),
)
