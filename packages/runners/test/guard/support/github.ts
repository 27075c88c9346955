import type { Runner } from "./place.js"

/** Reads GITHUB_OUTPUT as the runner does. */
const outputsOf = (text: string): Readonly<Record<string, string>> => {
  const found: Record<string, string> = {}
  const lines = text.split("\n")
  while (lines.length > 1) {
    const [, name = "", end = ""] = /^([^<=]+)<<(.+)$/.exec(lines.shift() ?? "") ?? []
    if (name === "") throw new Error(`no output: ${JSON.stringify(text)}`)
    const value: string[] = []
    for (let line = lines.shift(); line !== end; line = lines.shift()) {
      if (line === undefined) throw new Error(`an output without an end: ${JSON.stringify(text)}`)
      value.push(line)
    }
    found[name] = value.join("\n")
  }
  return found
}

/** A job of GitHub Actions. */
export const github: Runner = {
  repository: "acme/shop",
  variables: ({ server, temp, output, summary }) => ({
    GITHUB_ACTIONS: "true",
    GITHUB_SERVER_URL: server,
    GITHUB_REPOSITORY: "acme/shop",
    GITHUB_ACTOR: "ada",
    GITHUB_ACTOR_ID: "1815",
    GITHUB_TRIGGERING_ACTOR: "ada",
    GITHUB_RUN_ID: "100",
    GITHUB_RUN_ATTEMPT: "1",
    GITHUB_OUTPUT: output,
    GITHUB_STEP_SUMMARY: summary,
    RUNNER_TEMP: temp,
    SHIPLINE_TOKEN: "ghs_verysecrettoken",
  }),
  outputs: outputsOf,
}
