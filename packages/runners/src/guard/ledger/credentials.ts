import { given, type Variables } from "../input/variables.js"
import type { Caller } from "../output/world.js"
import type { Login } from "../platform/platform.js"

/** What a login looks like on its way. */
const basic = ({ user, token }: Login): string => Buffer.from(`${user}:${token}`).toString("base64")

/**
 * Git's configuration by variables, behind what is there already: never on a command line or in a file, where others
 * could read it. The first header takes away what a machine may have configured, because two would be refused.
 */
export const credentials = ({ variables, platform }: Caller, server: string): Variables => {
  if (!/^https?:\/\//.test(server)) return {}
  const header = `http.${server}/.extraheader`
  const settings = [
    ["credential.helper", ""],
    [header, ""],
    [header, `AUTHORIZATION: basic ${basic(platform.login(variables))}`],
  ] as const
  const before = Number(given(variables, "GIT_CONFIG_COUNT") ?? "0")
  return Object.fromEntries([
    ["GIT_CONFIG_COUNT", String(before + settings.length)],
    ...settings.flatMap(([key, value], index) => [
      [`GIT_CONFIG_KEY_${before + index}`, key],
      [`GIT_CONFIG_VALUE_${before + index}`, value],
    ]),
  ])
}

/** What must not be seen anywhere. */
export const secretsOf = (logins: readonly Login[]): readonly string[] =>
  logins.flatMap((login) => [basic(login), login.token])
