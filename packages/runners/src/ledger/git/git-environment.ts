/**
 * What may stay of git's own variables: how it reaches a remote, and configuration of the caller (the guard hands its
 * token over in it). Everything else would bend it to another repository, another author or another output.
 */
const kept =
  /^GIT_(SSH|SSH_COMMAND|SSH_VARIANT|ASKPASS|PROXY_\w+|SSL_\w+|HTTP_\w+|ALLOW_PROTOCOL|CONFIG_(COUNT|KEY_\d+|VALUE_\d+|GLOBAL|SYSTEM|NOSYSTEM)|EXEC_PATH|CEILING_DIRECTORIES|DISCOVERY_ACROSS_FILESYSTEM)$/

export type Variables = Readonly<Record<string, string | undefined>>

/** An environment in which git does what the ledger asks, asks nobody, and speaks English. */
export const gitEnvironment = (env: Variables): Readonly<Record<string, string>> =>
  Object.fromEntries([
    ...Object.entries(env).flatMap(([name, value]) =>
      value === undefined || (name.startsWith("GIT_") && !kept.test(name)) ? [] : [[name, value] as const],
    ),
    ["LC_ALL", "C"],
    ["GIT_TERMINAL_PROMPT", "0"],
    ["GIT_OPTIONAL_LOCKS", "0"],
    ["GIT_NO_REPLACE_OBJECTS", "1"],
  ])

/** Settings of a person that have no say here: hooks, signatures, gc in the midst of a deployment. */
export const settings: readonly string[] = [
  "core.hooksPath=/dev/null",
  "core.filesRefLockTimeout=3000",
  "core.packedRefsTimeout=3000",
  "safe.bareRepository=all",
  "gc.auto=0",
  "maintenance.auto=false",
  "fastimport.unpackLimit=100",
  "fetch.prune=false",
  "fetch.pruneTags=false",
  "push.gpgSign=false",
  "push.pushOption=",
].flatMap((setting) => ["-c", setting])

/** What git said, in one line, without what gives access. */
export const gitWords = (said: string, env: Variables): string => {
  const secrets = Object.entries(env).flatMap(([name, value]) =>
    /^GIT_CONFIG_VALUE_\d+$/.test(name) && value !== undefined && value.length > 7 ? [value] : [],
  )
  return secrets
    .reduce((text, secret) => text.replaceAll(secret, "***"), said)
    .replace(/\b([a-z][a-z0-9+.-]*:\/\/)[^\s/@'"]*@/gi, "$1***@")
    .replace(/\b(authorization:\s*\w+\s+)\S+/gi, "$1***")
    .split("\n")
    .map((line) => line.replace(/^(fatal|error): /, "").trim())
    .filter(
      (line) => line !== "" && !/^(hint|To |Everything|Done|Please make sure|and the repository exists)/.test(line),
    )
    .join("; ")
}
