import { prove } from "../../../../src/gitlab/index.js"
import type { Proof } from "../../../../src/prove/proof.js"

export const gates = `unit:
  stage: test
  script: [npm test]
scan:
  stage: test
  script: [npm run scan]
`
export const deploy = (more: string, env = "production") => `ship:
  stage: deploy
  script: [./deploy.sh]
  environment: ${env}
${more}`
export const needs = "  needs: [unit, scan]\n"
export const unit = (more: string) => gates.replace("unit:\n", `unit:\n${more}`)
export const ruled = (rules: string) =>
  `  rules:\n${rules
    .split("\n")
    .map((r) => `    ${r}\n`)
    .join("")}`
/** One file, or several by their paths. */
export type Files = string | { readonly [path: string]: string }

/** A file that people write by mistake, in haste or to get past a gate, and what is to be said of it. */
export type Case = readonly [name: string, verdict: Proof["verdict"], files: Files]

/** What is said of a deployment to `production` behind the gates `unit` and `scan`. */
export const verdictOf = (files: Files): Proof["verdict"] => {
  const given = typeof files === "string" ? { ".gitlab-ci.yml": files } : files
  const texts = Object.entries(given).map(([path, text]) => ({ path, text }))
  const ways = [{ gates: [{ job: "unit" }, { job: "scan" }] }]
  return prove(texts, { requirements: { environments: [{ environment: "production", ways }] } }).verdict
}
