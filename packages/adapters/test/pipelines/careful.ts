import { artifact, environment, gate, pipeline, rollout, sh, soak, window } from "@shipline/core"

const site = artifact.files("site", { paths: ["dist"] })
const unit = gate("unit", sh`make test`)
const health = gate("health", (target) => sh`curl --fail ${target.url}/health`)

const canary = environment("canary", { url: "https://canary.bank.example", requires: [unit] })
const night = soak(canary, "12 hours")
const live = environment("live", {
  url: "https://bank.example",
  after: [canary],
  requires: [unit, health.on(canary), night],
  hotfix: { requires: [unit], within: "2 hours" },
  freeze: [
    window({ from: "2026-12-23", to: "2027-01-02", zone: "Europe/Berlin", reason: "the end of the year" }),
    window({ from: "Friday 16:00", to: "Monday 08:00", zone: "Europe/Berlin" }),
    window({ from: "22:00", to: "06:00", zone: "UTC", reason: "batches run: hands off", rollback: true }),
  ],
})
const schema = rollout({
  schema: { version: 6, oldest: 5 },
  migrate: sh`./migrate.sh`,
  deploy: (target) => sh`./copy.sh ${site.path} ${target.name}`,
})

/** Nothing in a hurry: time on the canary, times at which nothing is deployed, a database with versions. */
export const careful = pipeline("careful", { on: { push: "main" } }, (source) =>
  source
    .pass(unit)
    .build(site, sh`make dist`)
    .deploy(canary, schema)
    .pass(health.on(canary))
    .pass(night)
    .deploy(live, schema)
    .pass(health.on(live)),
)
