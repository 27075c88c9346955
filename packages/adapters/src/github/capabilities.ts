import type { Capabilities } from "../adapter.js"

/** What takes time, an approval or a soak, waits by the rules of a GitHub environment and holds no machine. */
export const capabilities: Capabilities = Object.freeze({
  nodes: Object.freeze({ build: true, check: true, approval: true, soak: true, deploy: true, verify: true }),
})
