import type { JobNode } from "./job-node.js"

/** One parallel part of a node: a combination of its matrix and one of its shards. Most nodes have one part. */
export interface Leg {
  /** The node's id, followed by a dot and a number where there are several. */
  readonly id: string
  /** What a person reads: `unit (node 20, 1/4)`. */
  readonly title: string
  readonly matrix: ReadonlyMap<string, string | number>
  readonly shard?: { readonly index: number; readonly total: number }
}

type Choice = readonly (readonly [key: string, value: string | number])[]

const combinations = (node: JobNode): readonly Choice[] =>
  node.job.matrix.reduce<readonly Choice[]>(
    (choices, axis) => choices.flatMap((choice) => axis.values.map((value) => [...choice, [axis.key, value] as const])),
    [[]],
  )

/** The parts of a node, in the order of its matrix, the last axis changing fastest, and the shards of each. */
export const legsOf = (node: JobNode): readonly Leg[] => {
  const total = node.job.shards
  const shards = total === undefined ? [undefined] : Array.from({ length: total }, (_, i) => ({ index: i + 1, total }))
  const parts = combinations(node).flatMap((choice) => shards.map((shard) => ({ choice, shard })))
  return parts.map(({ choice, shard }, i): Leg => {
    const words = choice.map(([key, value]) => `${key} ${value}`)
    if (shard !== undefined) words.push(`${shard.index}/${shard.total}`)
    const leg = {
      id: parts.length === 1 ? node.id : `${node.id}.${i + 1}`,
      title: words.length === 0 ? node.title : `${node.title} (${words.join(", ")})`,
      matrix: new Map(choice),
    }
    return shard === undefined ? leg : { ...leg, shard }
  })
}
