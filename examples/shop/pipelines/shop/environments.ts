import { approval, environment, gate, sh } from "@shipline/core"
import { machine, shop } from "./release.js"

// What a platform team would publish: the environments and what they demand. Here they are processes on one machine,
// each with a port of its own.
const port = Number(process.env.SHOP_PORT ?? 4380)
const address = (offset: number) => `http://127.0.0.1:${port + offset}`

export const lint = gate("lint", sh`node scripts/lint.mjs`, { timeout: "5 minutes" })
/** However urgent it is: no way leads past these. */
export const unit = gate("unit", sh`node --test "test/unit/*.test.mjs"`, { timeout: "5 minutes", waivable: false })
export const integration = gate("integration", sh`node --test "test/integration/*.test.mjs"`, { timeout: "10 minutes" })
/** Deploys releases that are broken, and looks whether the one before comes back. */
export const rehearsal = gate("rehearsal", sh`node --test "test/deploy/way-back.test.mjs"`, {
  timeout: "10 minutes",
})
/** Over HTTP: the shop answers with the deployed version, shows products and takes an order. */
export const smoke = gate(
  "smoke",
  (target) => sh`node scripts/smoke.mjs --url ${target.url} --version ${shop.version}`,
  { timeout: "5 minutes", ...machine },
)
export const managers = approval("release managers")

export const dev = environment("dev", { url: address(1), requires: [unit] })
export const staging = environment("staging", {
  url: address(2),
  after: [dev],
  requires: [lint, unit, integration, rehearsal, smoke.on(dev)],
})
export const production = environment("production", {
  url: address(3),
  after: [staging],
  requires: [lint, unit, integration, rehearsal, smoke.on(staging), managers],
  // Straight to production: by the timeouts of its jobs never later than this.
  hotfix: { requires: [unit], within: "30 minutes" },
})
