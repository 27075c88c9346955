/**
 * A time in which an environment is frozen, by the clock on the wall in a time zone. `from` is in it, `to` is not.
 * Of a recurring one `from` may come after `to`: the window then reaches over midnight, or over the end of the week.
 */
export interface FreezeWindow {
  /**
   * Once: `2026-12-23T00:00`. Daily: `22:00`. Weekly: `friday 16:00`. Both ends have one form.
   */
  readonly recurs: "once" | "daily" | "weekly"
  readonly from: string
  readonly to: string
  /** An IANA name: `Europe/Berlin`. */
  readonly zone: string
  /** What people are told. */
  readonly reason?: string
  /** It holds for rollbacks too. */
  readonly rollback?: true
}
