import { artifact, environment, gate, pipeline, rollout, sh } from "@shipline/core"

const app = artifact.files("app", { paths: ["dist"] })
const gates = Array.from({ length: 13 }, (_, index) => gate(`gate-${index + 1}`, sh`npm run gate`))
const smoke = gate("smoke", () => sh`npm run smoke`)
const roll = rollout({ deploy: () => sh`./deploy.sh ${app.digest}` })
const dev = environment("dev", { requires: gates })
const staging = environment("staging", { after: [dev], requires: [smoke.on(dev)] })
const production = environment("production", { after: [staging], requires: [smoke.on(staging)] })

/** Thirteen gates, a build, three deployments with a smoke test after each: twenty jobs. */
export const twentyJobs = pipeline("twenty", { on: { push: "main" } }, (source) =>
  source
    .pass(...gates)
    .build(app, sh`npm run build`)
    .deploy(dev, roll)
    .pass(smoke.on(dev))
    .deploy(staging, roll)
    .pass(smoke.on(staging))
    .deploy(production, roll)
    .pass(smoke.on(production)),
)
