import type { Capabilities } from "../adapter.js"

/** An approval is a manual job that blocks, a soak a delayed one; both deploy nothing. */
export const capabilities: Capabilities = Object.freeze({
  nodes: Object.freeze({ build: true, check: true, approval: true, soak: true, deploy: true, verify: true }),
})
