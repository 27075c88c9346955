import type { Actor } from "@shipline/core/ledger"
import { misused } from "../guard-error.js"
import { commitId } from "../input/commit-id.js"
import { neededJobs } from "../input/needs.js"
import { given, needed, type Variables } from "../input/variables.js"
import type { Platform, Voice } from "./platform.js"

/**
 * Of a run that was started again the actor is who did so; the platform says that person's name only, and the id of who
 * started it first.
 */
const actorOf = (variables: Variables): Actor => {
  const issuer = needed(variables, "GITHUB_SERVER_URL")
  const name = needed(variables, "GITHUB_ACTOR")
  const again = given(variables, "GITHUB_TRIGGERING_ACTOR") ?? name
  return again === name
    ? { issuer, subject: needed(variables, "GITHUB_ACTOR_ID"), name }
    : { issuer, subject: `login:${again}`, name: again }
}

/** The text of a command's message. */
const message = (text: string): string => text.replaceAll("%", "%25").replaceAll("\r", "%0D").replaceAll("\n", "%0A")

const voice: Voice = {
  // Neither of the two forms of a command.
  line: (text) =>
    text
      .replace(/[\p{Cc}\u2028\u2029]+/gu, " ")
      .replace(/^(\s*)::/, "$1: :")
      .replaceAll("##[", "# #["),
  error: (problem) => `::error::${message(`${problem.code} ${problem.message}\nhelp: ${problem.hint}`)}`,
  warning: (text) => `::warning::${message(text)}`,
  files: { summary: "GITHUB_STEP_SUMMARY", outputs: "GITHUB_OUTPUT" },
  // The end of the value is a word that no value can hold, because nobody knows it before.
  output: ([name, value]) => {
    const end = `shipline-${crypto.randomUUID()}`
    return `${name}<<${end}\n${value}\n${end}\n`
  },
}

/** GitHub Actions. */
export const github: Platform = {
  voice,
  words: {
    history: "Let actions/checkout fetch all of it, fetch-depth: 0; Shipline's own jobs do: run `shipline compile`.",
    checkout: "Run actions/checkout before the guard.",
    dropped:
      "GitHub drops an output that holds the text of a secret, without an error: is there a secret as short as that?",
  },
  work: "RUNNER_TEMP",
  endings: { success: "success", failure: "failure", cancelled: "cancelled" },

  run: (variables) => {
    const id = needed(variables, "GITHUB_RUN_ID")
    const number = given(variables, "GITHUB_RUN_ATTEMPT") ?? "1"
    if (!/^[1-9]\d{0,8}$/.test(number)) throw misused("GITHUB_RUN_ATTEMPT", "is not a number")
    const attempt = Number(number)
    const run = `${needed(variables, "GITHUB_SERVER_URL")}/${needed(variables, "GITHUB_REPOSITORY")}/actions/runs/${id}`
    return { by: actorOf(variables), run: { id, url: attempt === 1 ? run : `${run}/attempts/${attempt}`, attempt } }
  },

  commit: async (variables) => commitId(variables, "GITHUB_SHA"),

  tag: (variables) => {
    const ref = given(variables, "GITHUB_REF") ?? ""
    const isTag = given(variables, "GITHUB_EVENT_NAME") === "push" && ref.startsWith("refs/tags/")
    return isTag ? { tag: ref.slice("refs/tags/".length), ref } : undefined
  },

  jobs: neededJobs,

  remote: (variables) => {
    const server = needed(variables, "GITHUB_SERVER_URL")
    return { server, url: `${server}/${needed(variables, "GITHUB_REPOSITORY")}` }
  },

  login: (variables) => ({ user: "x-access-token", token: needed(variables, "SHIPLINE_TOKEN") }),

  logins: (variables) => {
    const token = given(variables, "SHIPLINE_TOKEN")
    return token === undefined ? [] : [{ user: "x-access-token", token }]
  },
}
