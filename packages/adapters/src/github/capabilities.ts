import type { Capabilities } from "../adapter.js"

/** A job that only waits would hold a machine for the whole time, so a soak is not compiled for GitHub. */
export const capabilities: Capabilities = Object.freeze({
  nodes: Object.freeze({ build: true, check: true, approval: true, soak: false, deploy: true, verify: true }),
})
