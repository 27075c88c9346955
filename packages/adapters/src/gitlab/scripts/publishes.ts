import type { Triggers } from "@shipline/core/plan"
import { quoted } from "../quoted.js"
import { within } from "./within.js"

/** The shell variable that says whether the pipeline publishes what it builds. */
export const publishes = "shipline_publishes"

const escaped = (text: string): string => text.replace(/[\\^$.|?+()[\]{}*]/g, "\\$&")

/** A pattern of `*` and `**` as an extended regular expression. */
const expression = (pattern: string): string =>
  `^${pattern
    .split(/(\*+)/)
    .map((part) => (part.startsWith("**") ? ".*" : part === "*" ? "[^/]*" : escaped(part)))
    .join("")}$`

const matches = (variable: string, pattern: string): string =>
  pattern.includes("*")
    ? `printf '%s\\n' "\${${variable}:-}" | LC_ALL=C grep -qE ${quoted(expression(pattern))}`
    : `[ "\${${variable}:-}" = ${quoted(pattern)} ]`

/** From where something is deployed, as tests of the shell of which one must hold; none where everything is. */
const home = ({ push }: Triggers): readonly string[] =>
  push === undefined
    ? ['[ "${CI_COMMIT_BRANCH:-}" = "$CI_DEFAULT_BRANCH" ]']
    : [
        ...(push.branches ?? []).map((name) => matches("CI_COMMIT_BRANCH", name)),
        ...(push.tags ?? []).map((name) => matches("CI_COMMIT_TAG", name)),
      ]

/**
 * Finds out whether the pipeline publishes: it does from where it deploys, and for no merge request. It asks what the rules
 * of the deployments ask, so whoever feigns that feigns a release; and a deployment takes nothing that is not published.
 */
export const publishesScript = (on: Triggers): string => {
  const tests = home(on)
  const deploys = tests.length === 0 ? "" : ` && {\n${within(tests.join(" ||\n"))}\n}`
  return `# Publish from where it is deployed, and for no merge request
${publishes}=false
if [ "$CI_PIPELINE_SOURCE" != merge_request_event ]${tests.length === 1 ? ` && ${tests[0]}` : deploys}; then
  ${publishes}=true
fi
`
}
