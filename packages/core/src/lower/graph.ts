interface Entry<T> {
  readonly value: T
  readonly index: number
  /** A bit for each node before this one. */
  readonly before: bigint
}

/** A growing acyclic graph: a node may wait only for nodes that are there already. */
export class Graph<T> {
  private readonly entries = new Map<string, Entry<T>>()

  get values(): readonly T[] {
    return [...this.entries.values()].map((entry) => entry.value)
  }

  get(id: string): T | undefined {
    return this.entries.get(id)?.value
  }

  freeId(wanted: string): string {
    let id = wanted
    for (let count = 2; this.entries.has(id); count++) id = `${wanted}-${count}`
    return id
  }

  add(id: string, value: T, needs: Iterable<string>): void {
    this.entries.set(id, { value, index: this.entries.size, before: this.upTo(needs) })
  }

  /** Which ids are one of `ids` or before one of them. Ask it once for many ids: it walks all of `ids`. */
  past(ids: Iterable<string>): (id: string) => boolean {
    const bits = this.upTo(ids)
    return (id) => {
      const entry = this.entries.get(id)
      return entry !== undefined && (bits & (1n << BigInt(entry.index))) !== 0n
    }
  }

  /** Those of `ids` that are before no other of them, in the order in which they were added. */
  last(ids: ReadonlySet<string>): readonly string[] {
    let before = 0n
    for (const id of ids) before |= this.entries.get(id)?.before ?? 0n
    return this.inOrder(ids).filter((id) => (before & (1n << BigInt(this.entries.get(id)?.index ?? 0))) === 0n)
  }

  inOrder(ids: ReadonlySet<string>): readonly string[] {
    const index = (id: string) => this.entries.get(id)?.index ?? 0
    return [...ids].sort((one, other) => index(one) - index(other))
  }

  private upTo(ids: Iterable<string>): bigint {
    let bits = 0n
    for (const id of ids) {
      const entry = this.entries.get(id)
      if (entry !== undefined) bits |= entry.before | (1n << BigInt(entry.index))
    }
    return bits
  }
}
