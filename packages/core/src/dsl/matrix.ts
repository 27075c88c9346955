import { makeRef, type Ref } from "./ref.js"

/**
 * The value of one axis of the job's own matrix.
 * Use it in a script or a toolchain of a gate that has a `matrix`; elsewhere `verify` reports SL2014.
 *
 * @example
 * ```ts
 * import { gate, matrix, node, sh } from "@shipline/core"
 *
 * export const unit = gate("unit", sh`npm test -- --seed ${matrix("seed")}`, {
 *   matrix: { node: ["22", "24"], seed: [1, 2] },
 *   toolchains: [node(matrix("node"))],
 * })
 * ```
 */
export function matrix(key: string): Ref {
  return makeRef<never>({ kind: "matrix", key })
}

/**
 * Which of its parallel parts a job is, and of how many. `index` counts from 1.
 * Use it in the script of a gate that has `shards`; elsewhere `verify` reports SL2014.
 *
 * @example
 * ```ts
 * import { gate, sh, shard } from "@shipline/core"
 *
 * export const e2e = gate("e2e", sh`playwright test --shard=${shard.index}/${shard.total}`, { shards: 4 })
 * ```
 */
export const shard: { readonly index: Ref; readonly total: Ref } = Object.freeze({
  index: makeRef<never>({ kind: "shard", field: "index" }),
  total: makeRef<never>({ kind: "shard", field: "total" }),
})
