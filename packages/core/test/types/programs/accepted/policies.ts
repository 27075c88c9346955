/** Gates that are never waivable, freezes, soaks, budgets and schemas. */
import {
  approval,
  environment,
  type FirmGate,
  type Gate,
  gate,
  pipeline,
  rollout,
  sh,
  soak,
  window,
} from "@shipline/core"
import { dev, on, slow, smoke, unit } from "../shop.js"

const secrets = gate("secrets", sh`gitleaks dir .`, { waivable: false, timeout: "5 minutes" })
const alive = gate("alive", (target) => sh`curl ${target.name}`, { waivable: false, timeout: "1 minute" })
const licences = gate("licences", { waivable: false })
const audit = gate("audit", { waivable: true })
const board = approval("board", { waivable: false })
const quick = gate("quick", sh`make quick`, { waivable: true, timeout: "1 minute" })
const typed: FirmGate<"secrets"> = secrets
const asAny: Gate<"secrets"> = secrets

const staging = environment("staging", {
  requires: [secrets, unit],
  hotfix: { requires: [secrets], within: "30 minutes" },
  timeout: "5 minutes",
  freeze: [],
})
const overnight = soak(staging, "12 hours")

/** An environment without a hotfix policy leaves nothing out. */
export const closed = environment("closed", { requires: [unit, secrets, board] })
export const production = environment("production", {
  after: [staging],
  requires: [typed, quick, alive.on(staging), licences, audit, overnight, board],
  hotfix: { requires: [board, licences, typed, alive.on(staging)], within: "2 hours" },
  timeout: "20 minutes",
  freeze: [
    window({ from: "2026-12-23", to: "2027-01-02T08:00", zone: "Europe/Berlin", reason: "holidays", rollback: true }),
    window({ from: "Friday 16:00", to: "Monday 08:00", zone: "Europe/Berlin" }),
    window({ from: "22:00", to: "06:00", zone: "UTC", rollback: false }),
  ],
})

const upload = rollout({ deploy: (target) => sh`./upload.sh ${target.name}`, schema: { version: 6, oldest: 5 } })
const same = rollout({ deploy: () => sh`./upload.sh`, migrate: sh`./migrate.sh`, schema: { version: 0 } })

export const policies = pipeline("policies", { on }, (source) =>
  source
    .pass(asAny, unit)
    .deploy(staging, upload)
    .pass(alive.on(staging), soak(staging, "12 hours"), slow)
    .pass(
      licences.by(sh`npx licences`, { timeout: "10 minutes" }),
      audit.by(sh`npm audit`, { waivable: true }),
      quick,
      board,
    )
    .deploy(production, upload)
    .pass(soak(production, "90 minutes")),
)

/** A soak stands after the checks there, also without an environment that requires it. */
export const alone = pipeline("alone", { on }, (source) =>
  source.deploy(dev, same).pass(smoke.on(dev)).pass(soak(dev, "1.5 hours")),
)
