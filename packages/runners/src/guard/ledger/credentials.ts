import { given, needed, type Variables } from "../input/variables.js"

/** What the token looks like on its way. */
const basic = (token: string): string => Buffer.from(`x-access-token:${token}`).toString("base64")

/**
 * Git's configuration by variables, behind what is there already: never on a command line or in a file, where others
 * could read it. The first header takes away what a machine may have configured, because two would be refused.
 */
export const credentials = (variables: Variables): Variables => {
  const server = needed(variables, "GITHUB_SERVER_URL")
  if (!/^https?:\/\//.test(server)) return {}
  const header = `http.${server}/.extraheader`
  const settings = [
    ["credential.helper", ""],
    [header, ""],
    [header, `AUTHORIZATION: basic ${basic(needed(variables, "SHIPLINE_TOKEN"))}`],
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
export const secretsOf = (variables: Variables): readonly string[] => {
  const token = given(variables, "SHIPLINE_TOKEN")
  return token === undefined ? [] : [basic(token), token]
}
