/** Somebody who waits for a moment. */
export interface Sleeper {
  readonly until: number
  readonly wake: () => void
  /** It no longer waits, and is not to be woken. */
  gone: boolean
}

/** Who waits, the earliest first; of two for one moment the one that came first. A binary heap: adding and taking are cheap. */
export class Sleepers {
  private readonly heap: { readonly sleeper: Sleeper; readonly order: number }[] = []
  private order = 0

  add(sleeper: Sleeper): void {
    const { heap } = this
    heap.push({ sleeper, order: this.order++ })
    for (let at = heap.length - 1; at > 0; ) {
      const parent = (at - 1) >> 1
      if (!this.isBefore(at, parent)) return
      this.swap(at, parent)
      at = parent
    }
  }

  /** The next who still waits, taken out; undefined where nobody does. */
  take(): Sleeper | undefined {
    const { heap } = this
    for (;;) {
      const first = heap[0]
      if (first === undefined) return undefined
      this.swap(0, heap.length - 1)
      heap.pop()
      this.sink()
      if (!first.sleeper.gone) return first.sleeper
    }
  }

  private sink(): void {
    for (let at = 0; ; ) {
      const left = 2 * at + 1
      const child = left + 1 < this.heap.length && this.isBefore(left + 1, left) ? left + 1 : left
      if (child >= this.heap.length || !this.isBefore(child, at)) return
      this.swap(at, child)
      at = child
    }
  }

  private isBefore(one: number, other: number): boolean {
    const [a, b] = [this.heap[one], this.heap[other]]
    if (a === undefined || b === undefined) return false
    return a.sleeper.until === b.sleeper.until ? a.order < b.order : a.sleeper.until < b.sleeper.until
  }

  private swap(one: number, other: number): void {
    const [a, b] = [this.heap[one], this.heap[other]]
    if (a === undefined || b === undefined) return
    this.heap[one] = b
    this.heap[other] = a
  }
}
