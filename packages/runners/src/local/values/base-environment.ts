import type { LocalSettings } from "../settings.js"

/** What a job gets of the environment of the run. Everything else has to be named, by `secret` or by `inherit`. */
const passed: ReadonlySet<string> = new Set([
  "HOME",
  "LANG",
  "LANGUAGE",
  "LOGNAME",
  "NODE_EXTRA_CA_CERTS",
  "PATH",
  "SHELL",
  "SSL_CERT_DIR",
  "SSL_CERT_FILE",
  "TERM",
  "TMPDIR",
  "TZ",
  "USER",
])

const isPassed = (name: string) => passed.has(name) || name.startsWith("LC_") || name.startsWith("XDG_")

/** The variables that each job starts with: who and where it is, `CI=true`, and what the caller lets through by name. */
export const baseEnvironment = ({ env, inherit }: LocalSettings): Readonly<Record<string, string>> => {
  const named = new Set(inherit)
  const kept = Object.entries(env).flatMap(([name, value]) =>
    value !== undefined && (isPassed(name) || named.has(name)) ? [[name, value] as const] : [],
  )
  return { ...Object.fromEntries(kept), CI: "true" }
}
