import { artifact, environment, gate, pipeline, rollout, sh } from "@shipline/core"

const inside = { container: `buildpack-deps:trixie@sha256:${"fedcba9876543210".repeat(4)}`, shell: "sh" } as const
const bundle = artifact.files("bundle", { paths: ["build"] })
const image = artifact.image("tool", { repository: "ghcr.io/acme/tool" })
const unit = gate("unit", sh`make test`, { ...inside, runner: ["self-hosted", "linux", "arm64"] })
const inspect = gate("inspect", sh`ls ${bundle.path}; echo ${image.ref}`, inside)
const lab = environment("lab", { requires: [unit, inspect] })

/** Jobs in containers, by a shell without bash, on a machine of one's own. */
export const containers = pipeline("containers", { on: { push: "main", pullRequest: true } }, (source) =>
  source
    .pass(unit)
    .build(bundle, sh`make`, inside)
    .build(image, sh`docker build --tag ${image.tag} .`)
    .pass(inspect)
    .deploy(lab, rollout({ ...inside, deploy: () => sh`./install.sh ${bundle.path} ${image.tag}` })),
)
