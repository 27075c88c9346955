import { misused, refused } from "../guard-error.js"
import { commitId } from "../input/commit-id.js"
import { given, needed, type Variables } from "../input/variables.js"
import type { Login, Platform, Remote, Voice } from "./platform.js"
import { receipts } from "./receipts.js"

/** What a log shows as it is: no colours, no marks of sections, no line that was none. */
const line = (text: string): string => text.replace(/[\p{Cc}\u2028\u2029]+/gu, " ")

const voice: Voice = {
  line,
  error: ({ code, message, hint }) => `ERROR: ${code} ${line(message)}\nhelp: ${line(hint)}`,
  warning: (text) => `WARNING: ${line(text)}`,
  files: { summary: "SHIPLINE_SUMMARY", outputs: "SHIPLINE_OUTPUT" },
  output: ([name, value]) => {
    if (/\p{Cc}/u.test(value))
      throw refused("SL6153", `'${name}' is no single line: ${JSON.stringify(value)}`, "Deploy another release.")
    return `${name}=${value}\n`
  },
}

/** In which order they are taken: the one that a person has made for the ledger before the job's own. */
const tokens = ["SHIPLINE_TOKEN", "SHIPLINE_LEDGER_TOKEN"] as const

/** GitLab asks for a name of the job's own token, and takes any with another one. */
const loginOf = (variables: Variables, token: string): Login => ({
  user: token === variables.CI_JOB_TOKEN ? "gitlab-ci-token" : "oauth2",
  token,
})

/** A repository by its address on the web, without the name and the token that a runner leaves there. */
const fromAddress = (address = ""): Remote | undefined => {
  if (!/^https?:/i.test(address) || !URL.canParse(address)) return undefined
  const { origin, pathname } = new URL(address)
  return { server: origin, url: `${origin}${pathname}` }
}

const number = (variables: Variables, name: string): string => {
  const value = needed(variables, name)
  if (!/^[1-9]\d{0,14}$/.test(value)) throw misused(name, "is not a number")
  return value
}

/** GitLab CI/CD. */
export const gitlab: Platform = {
  voice,
  words: {
    history: 'Let the runner fetch all of it, GIT_DEPTH: "0"; Shipline\'s own jobs do: run `shipline compile`.',
    checkout: "Let the runner fetch the source: GIT_STRATEGY must not be none.",
    dropped: "The receipt that its job has left does not hold it: run that job again.",
  },
  work: "SHIPLINE_WORK",
  endings: {
    success: "success",
    failed: "failure",
    failure: "failure",
    canceled: "cancelled",
    cancelled: "cancelled",
  },

  // A job that is started again is a new job of the same pipeline, started by whoever did so.
  run: (variables) => {
    const id = number(variables, "CI_PIPELINE_ID")
    const attempt = Number(number(variables, "CI_JOB_ID"))
    const url = given(variables, "CI_JOB_URL") ?? given(variables, "CI_PIPELINE_URL")
    return {
      by: {
        issuer: needed(variables, "CI_SERVER_URL"),
        subject: needed(variables, "GITLAB_USER_ID"),
        name: needed(variables, "GITLAB_USER_LOGIN"),
      },
      run: { id, attempt, ...(url === undefined ? {} : { url }) },
    }
  },

  // Whoever starts a pipeline may be allowed to set its variables, also those that GitLab itself sets.
  commit: async (variables, head) => {
    const said = commitId(variables, "CI_COMMIT_SHA")
    const actual = await head()
    if (actual === said) return said
    throw refused(
      "SL6157",
      `the commit ${actual} is checked out, and CI_COMMIT_SHA names ${said}`,
      "Nobody may set GitLab's own variables: let no role use pipeline variables, in the project's CI/CD settings.",
    )
  },

  tag: (variables) => {
    const tag = given(variables, "CI_COMMIT_TAG")
    return tag === undefined ? undefined : { tag, ref: tag }
  },

  jobs: (variables, wanted) =>
    receipts(process.cwd(), wanted, {
      issuer: needed(variables, "CI_SERVER_URL"),
      pipeline: number(variables, "CI_PIPELINE_ID"),
      commit: commitId(variables, "CI_COMMIT_SHA"),
    }),

  // The runner clones what the server tells it, and whoever starts a pipeline may set these variables.
  remote: (variables, origin) => {
    const cloned = fromAddress(origin)
    if (cloned !== undefined) return cloned
    const server = needed(variables, "CI_SERVER_URL")
    return { server, url: `${server}/${needed(variables, "CI_PROJECT_PATH")}.git` }
  },

  login: (variables) => {
    const chosen = tokens.map((name) => given(variables, name)).find((token) => token !== undefined)
    return loginOf(variables, chosen ?? needed(variables, "CI_JOB_TOKEN"))
  },

  logins: (variables) =>
    [...tokens, "CI_JOB_TOKEN"].flatMap((name) => {
      const token = given(variables, name)
      return token === undefined ? [] : [loginOf(variables, token)]
    }),
}
