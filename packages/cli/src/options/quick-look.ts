import { defaultLimit, type Look, type LookOptions } from "./look-options.js"
import { type PlainWords, plainWords } from "./plain-words.js"

const switches: ReadonlySet<string> = new Set(["json"])

const values = {
  status: new Set(["ledger"]),
  history: new Set(["ledger", "limit"]),
  why: new Set(["ledger"]),
} as const satisfies { readonly [K in Look["command"]]: ReadonlySet<string> }

const common = (words: PlainWords): LookOptions => {
  const ledger = words.value("ledger")
  return { ...(ledger === undefined ? {} : { ledger }), json: words.has("json") }
}

/** Understands a plain `status`, `history ENV` or `why ENV`; see `plainWords`. */
export const quickLook = (argv: readonly string[]): Look | undefined => {
  const [command, ...rest] = argv
  if (command !== "status" && command !== "history" && command !== "why") return undefined
  const words = plainWords(rest, switches, values[command])
  if (words === undefined) return undefined
  const options = common(words)
  const [environment, ...more] = words.operands
  if (command === "status") return environment === undefined ? { command, options } : undefined
  if (environment === undefined || more.length > 0) return undefined
  if (command === "why") return { command, options: { ...options, environment } }
  const limit = words.value("limit") ?? String(defaultLimit)
  return /^[1-9]\d{0,8}$/.test(limit)
    ? { command, options: { ...options, environment, limit: Number(limit) } }
    : undefined
}
