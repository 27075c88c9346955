import { mkdirSync, rmSync, writeFileSync } from "node:fs"
import { join } from "node:path"
import type { EnvironmentPolicy } from "@shipline/core/plan"
import { policyText, type TestCandidate } from "./calls.js"
import type { Called, Place, Runner, Variables } from "./place.js"

const outputsOf = (text: string): Readonly<Record<string, string>> =>
  Object.fromEntries(
    text
      .split("\n")
      .filter((line) => line !== "")
      .map((line) => {
        const [, name = "", value = ""] = /^([\w-]+)=(.*)$/.exec(line) ?? []
        if (name === "") throw new Error(`no output: ${JSON.stringify(line)}`)
        return [name, value] as const
      }),
  )

/** A job of GitLab CI/CD. */
export const gitlab: Runner = {
  repository: "acme/shop.git",
  variables: ({ server, temp, output, summary }) => ({
    GITLAB_CI: "true",
    CI_SERVER_URL: server,
    CI_PROJECT_PATH: "acme/shop",
    CI_PIPELINE_ID: "100",
    CI_PIPELINE_URL: "https://gitlab.example/acme/shop/-/pipelines/100",
    CI_JOB_ID: "7001",
    CI_JOB_URL: "https://gitlab.example/acme/shop/-/jobs/7001",
    CI_JOB_TOKEN: "glcbt-verysecrettoken",
    GITLAB_USER_ID: "1815",
    GITLAB_USER_LOGIN: "ada",
    SHIPLINE_OUTPUT: output,
    SHIPLINE_SUMMARY: summary,
    SHIPLINE_WORK: temp,
  }),
  outputs: outputsOf,
}

/** A pipeline is of a commit, and so are the receipts of its jobs. */
export const pipelineOf = ({ number }: TestCandidate): string => String(100 + number)

/** What a job leaves that has passed: a file where those that need it look. */
export const leave = (here: Place, job: string, lines: readonly (readonly [key: string, value: string])[]): void => {
  const folder = join(here.clone, ".shipline", "run")
  mkdirSync(folder, { recursive: true })
  writeFileSync(join(folder, job), lines.map(([key, value]) => `${key}=${value}\n`).join(""))
}

/** The receipts of a pipeline in which these jobs have passed. */
export const leaveAll = (here: Place, one: TestCandidate, jobs: readonly string[]): void => {
  rmSync(join(here.clone, ".shipline", "run"), { recursive: true, force: true })
  const origin = [
    ["pipeline", pipelineOf(one)],
    ["commit", one.sha],
  ] as const
  const built = [
    ["digest", one.digest],
    ["version", one.version],
    ["ref", `shop@${one.digest}`],
    ["tag", `shop:${one.version}`],
  ] as const
  for (const job of jobs) leave(here, job, job === "build-shop" ? [...origin, ...built] : origin)
}

const everything = ["build-shop", "unit", "deploy-staging", "smoke-on-staging"]

/** The guard's call in a deployment of a pipeline that builds. */
export const admit = (
  here: Place,
  one: TestCandidate,
  policy: EnvironmentPolicy,
  more: Variables = {},
): Promise<Called> =>
  here.call(["admit"], {
    CI_COMMIT_SHA: one.sha,
    CI_PIPELINE_ID: pipelineOf(one),
    SHIPLINE_LANE: "release",
    SHIPLINE_POLICY: policyText(policy),
    ...more,
  })

/** The same, with what these jobs have left. */
export const release = (
  here: Place,
  one: TestCandidate,
  policy: EnvironmentPolicy,
  more: Variables = {},
  jobs: readonly string[] = everything,
): Promise<Called> => {
  here.download(one.content)
  leaveAll(here, one, jobs)
  return admit(here, one, policy, more)
}
