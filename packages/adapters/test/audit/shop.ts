import { environment, gate, identity, pipeline, rollout, sh } from "@shipline/core"
import { type Audit, audit, repositoryOf, type SideChannel } from "../../src/index.js"

const unit = gate("unit", sh`npm test && node scripts/check.mjs --token ${"x"}`)
const staging = environment("staging", { requires: [unit] })
const production = environment("production", { after: [staging], requires: [unit] })

const deploy = rollout({
  login: identity.aws({ role: "arn:aws:iam::1:role/deploy", region: "eu-central-1" }),
  migrate: (target) => sh`./operations/migrate ${target.name}`,
  deploy: (target) => sh`
    set -eu
    cd deployment
    echo "deploying to ${target.name}"
    kubectl --context ${target.name} --token ${target.secret("KUBE_TOKEN")} \
      apply -f app.yml
    node ../scripts/deploy.mjs --url ${target.name}
    npm run notify
    shipit it "${target.name}"
    rsync -a dist/ deploy@shop.example:/srv/shop
  `,
})

/** A pipeline that deploys by everything that an audit knows a deployment by. */
export const shop = pipeline("shop", { on: { push: "main" } }, (source) =>
  source.pass(unit).deploy(staging, deploy).deploy(production, deploy),
).plan

/** Audits files beside the pipeline. */
export const auditOf = (files: { readonly [path: string]: string }, own: readonly string[] = []): Audit =>
  audit({ repository: repositoryOf(files), plans: [shop], own })

/** A finding in one line. */
export const lineOf = ({ file, line, code, job, subject, through }: SideChannel): string =>
  [`${file}:${line}`, code, job ?? "-", subject, ...through.map((one) => `< ${one}`)].join(" ")

/** A workflow with one job, whose keys are given; `on` is a push. */
export const workflow = (job: string, head = "on: push"): string =>
  `${head}\njobs:\n  job:\n    runs-on: ubuntu-latest\n${job.replace(/^(?=.)/gm, "    ")}\n`

type Files = { readonly [path: string]: string }

/** What is found where a job begins behind so many lines of a file: code, subject and line, the job's first line being 1. */
const foundIn = (files: Files, before: number, own: readonly string[] = []): readonly string[] =>
  auditOf(files, own).sideChannels.map(({ code, subject, line, through }) =>
    [code, subject, `@${line - before}`, ...through.map((one) => `< ${one}`)].join(" "),
  )

const lineCount = (text: string): number => text.split("\n").length

/** What is found in a job of a workflow, with files beside it. */
export const inJob = (job: string, head = "on: push", more: Files = {}): readonly string[] =>
  foundIn({ ".github/workflows/other.yml": workflow(job, head), ...more }, lineCount(head) + 3)

/** The same in a job of a GitLab file; `own` are the files of the pipeline. */
export const inGitlabJob = (
  job: string,
  head = "stages: [all]",
  more: Files = {},
  own: readonly string[] = [],
): readonly string[] => {
  const text = `${head}\njob:\n${job.replace(/^(?=.)/gm, "  ")}\n`
  return foundIn({ ".gitlab-ci.yml": text, ...more }, lineCount(head) + 1, own)
}
