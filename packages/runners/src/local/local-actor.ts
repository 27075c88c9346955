import { hostname, userInfo } from "node:os"
import type { Actor } from "@shipline/core/ledger"

/** The name of who runs this process; its number where the system has no name for it. */
const userName = (): string => {
  try {
    return userInfo().username
  } catch {
    return `user ${process.getuid?.() ?? "unknown"}`
  }
}

/**
 * Who runs this process: `{ issuer: "local", subject: "ada@laptop" }`. Nobody vouches for it but the machine. Use it for
 * what is recorded in a ledger by hand.
 *
 * @example
 * ```ts
 * import { localActor } from "@shipline/runners"
 *
 * console.log(localActor().issuer) // local
 * ```
 */
export const localActor = (): Actor => ({ issuer: "local", subject: `${userName()}@${hostname()}` })
