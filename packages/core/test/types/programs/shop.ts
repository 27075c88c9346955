/** What the programs of this folder share. */
import { approval, artifact, environment, gate, rollout, sh } from "@shipline/core"

export const image = artifact.image("app", { repository: "ghcr.io/acme/shop" })
export const site = artifact.files("site", { paths: ["dist"] })
export const charts = artifact.files("charts", { paths: ["charts"] })
export const docker = sh`docker build --tag ${image.tag} .`

export const unit = gate("unit", sh`npm test`)
export const lint = gate("lint", sh`npm run lint`)
export const scan = gate("scan", sh`trivy image ${image.ref}`)
export const audit = gate("audit")
export const smoke = gate("smoke", (target) => sh`npm run smoke -- --url ${target.url}`)
export const slow = gate("slow", sh`npm run slow`, { advisory: true })
export const load = gate("load", (target) => sh`k6 run ${target.url}`, { advisory: true })
export const managers = approval("release managers")

export const dev = environment("dev", { url: "https://dev.shop.example" })
export const staging = environment("staging", { url: "https://staging.shop.example", requires: [unit, lint] })
export const production = environment("production", { after: [staging], requires: [smoke.on(staging), managers] })
export const vault = environment("vault", { requires: [audit] })

export const upload = rollout({ deploy: (target) => sh`./upload.sh ${target.name}` })
export const kubectl = rollout({ deploy: () => sh`kubectl set image deployment/app app=${image.ref}` })
export const on = { push: "main" } as const
/** Something that only the run decides. */
export const chance = (): boolean => Math.random() > 0.5
