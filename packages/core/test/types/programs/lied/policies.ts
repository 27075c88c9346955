// biome-ignore-all lint/suspicious/noExplicitAny: this is what the program is about
/** Policies and soaks that type-check, because something lies to the compiler or because it cannot count, and that `verify` refuses. */
import { type Candidate, environment, type Gate, gate, pipeline, sh, soak } from "@shipline/core"
import { audit, dev, lint, on, smoke, staging, unit, upload } from "../shop.js"

const secrets = gate("secrets", sh`gitleaks dir .`, { waivable: false })
const held = soak(staging, "2 hours") // SL2006 gates.soak of 2 hours on staging: two different gates are named 'soak of 2 hours on staging'
const waited = environment("waited", { requires: [held] })

export const programs = [
  // a gate that is never waivable, by a type that does not say so
  () => {
    const wider: Gate<"secrets"> = secrets
    const lax = environment("lax", { requires: [unit, wider], hotfix: { requires: [unit] } }) // SL2021 environments.lax: 'secrets' is never waivable: the hotfix policy of lax must keep it
    return pipeline("wider", { on }, (source) => source.pass(unit, secrets).deploy(lax, upload))
  },
  () => {
    const options: { readonly retries: number } = Object.assign({ retries: 1 }, { waivable: false })
    const firm = gate("firm", sh`true`, options)
    const lax = environment("lax", { requires: [firm], hotfix: { requires: [] } }) // SL2021 environments.lax: 'firm' is never waivable: the hotfix policy of lax must keep it
    return pipeline("hidden", { on }, (source) => source.pass(firm).deploy(lax, upload))
  },
  () => {
    const policy: any = { requires: [unit, secrets], hotfix: { requires: [] } }
    const lax = environment("lax", policy) // SL2021 environments.lax: 'secrets' is never waivable: the hotfix policy of lax must keep it
    return pipeline("any-policy", { on }, (source) => source.pass(unit, secrets).deploy(lax, upload))
  },
  () => {
    const lax = environment("lax", { requires: [unit, audit], hotfix: { requires: [unit] } }) // SL2021 environments.lax: 'audit' is never waivable: the hotfix policy of lax must keep it
    return pipeline("fulfilled", { on }, (source) =>
      source.pass(unit, audit.by(sh`npm audit`, { waivable: false })).deploy(lax, upload),
    )
  },
  // the same gate, once waivable and once not
  () => {
    const lax = environment("lax", { requires: [gate("secrets", sh`gitleaks dir .`)], hotfix: { requires: [] } }) // SL2006 gates.secrets: two different gates are named 'secrets'
    const twice = gate("secrets", sh`gitleaks dir .`, { waivable: false })
    return pipeline("twice", { on }, (source) => {
      return source.pass(twice).deploy(lax, upload) // SL2007 nodes.deploy-lax: lax requires another gate 'secrets' than the one that this candidate has passed
    })
  },
  // a budget is a sum, which types do not make
  () => {
    const urgent = environment("urgent", { requires: [unit], hotfix: { requires: [unit], within: "59 minutes" } }) // SL2022 environments.urgent: the hotfix lane may take 1 hour to reach urgent, and its budget is 59 minutes: unit → deploy to urgent
    return pipeline("budget", { on }, (source) => source.pass(unit).deploy(urgent, upload))
  },
  // a soak before the deployment, before a check there, of no time at all
  () =>
    pipeline("soak-early", { on }, (source) => {
      const lie = source.pass(unit, lint) as unknown as Candidate<never, "unit" | "lint" | "deployed to staging">
      return lie.pass(held).deploy(staging, upload).deploy(waited, upload) // SL2003 nodes.soak-of-2-hours-on-staging: soak of 2 hours is too early: this candidate is not yet deployed to 'staging'
    }),
  () =>
    pipeline("soak-unchecked", { on }, (source) => {
      const there = source.pass(unit, lint).deploy(staging, upload)
      return there.pass(held).pass(smoke.on(staging)) // SL2003 nodes.soak-of-2-hours-on-staging: soak of 2 hours is too early: this candidate has not passed 'smoke on staging'
    }),
  () =>
    pipeline("soak-aside", { on }, (source) => {
      const there = source.deploy(dev, upload)
      there.pass(smoke.on(dev))
      return there.pass(soak(dev, "1 day")) // SL2003 nodes.soak-of-1-day-on-dev: soak of 1 day is too early: this candidate has not passed 'smoke on dev'
    }),
  () => {
    const fake = gate("soak of 2 hours", (target) => sh`echo ${target.name}`).on(staging)
    return pipeline("fake-soak", { on }, (source) => {
      return source.pass(unit, lint).deploy(staging, upload).pass(fake).deploy(waited, upload) // SL2007 nodes.deploy-waited: waited requires another gate 'soak of 2 hours on staging' than the one that this candidate has passed
    })
  },
  // the hotfix lane waits in an environment that has no way in by it
  () => {
    const urgent = environment("urgent", { requires: [held], hotfix: { requires: [held] } })
    return pipeline("soak-hotfix", { on }, (source) => {
      return source.pass(unit, lint).deploy(staging, upload).pass(held).deploy(urgent, upload) // SL2013 nodes.deploy-urgent: urgent cannot be reached in the hotfix lane: 'soak of 2 hours on staging' does not take part in it
    })
  },
  // two names that one ledger would stand for
  () => {
    const eu = environment("prod EU")
    const other = environment("Prod-eu") // SL2006 environments.Prod-eu: 'prod EU' and 'Prod-eu' would share one ledger: their names differ only in case, spaces or punctuation
    return pipeline("alike", { on }, (source) => source.deploy(eu, upload).deploy(other, upload))
  },
]
