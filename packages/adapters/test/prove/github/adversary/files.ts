import { prove } from "../../../../src/github/index.js"
import type { Proof } from "../../../../src/prove/proof.js"

export const gates = (
  unit = "      - run: npm test\n",
  extra = "",
  scan = "      - run: npm run scan\n",
  scanExtra = "",
) => `  unit:
    runs-on: ubuntu-latest
${extra}    steps:
${unit}  scan:
    runs-on: ubuntu-latest
${scanExtra}    steps:
${scan}`
export const file = (deploy: string, before = gates(), on = "push: { branches: [main] }", env = "production") => `on:
  ${on}
jobs:
${before}  deploy:
    runs-on: ubuntu-latest
    environment: ${env}
${deploy}    steps:
      - run: ./deploy.sh
`
export const needs = "    needs: [unit, scan]\n"
export const behind = (c: string) => `    needs: [unit, scan]\n    if: ${JSON.stringify(c)}\n`
export const run = (script: string) =>
  `      - run: |\n${script
    .split("\n")
    .map((line) => `          ${line}\n`)
    .join("")}`
/** One workflow, or several by their paths. */
export type Files = string | { readonly [path: string]: string }

/** A file that people write by mistake, in haste or to get past a gate, and what is to be said of it. */
export type Case = readonly [name: string, verdict: Proof["verdict"], files: Files]

/** What is said of a deployment to `production` behind these gates. */
export const verdictOf = (files: Files, gates: readonly string[] = ["unit", "scan"]): Proof["verdict"] => {
  const given = typeof files === "string" ? { ".github/workflows/ci.yml": files } : files
  const texts = Object.entries(given).map(([path, text]) => ({ path, text }))
  const ways = [{ gates: gates.map((job) => ({ job })) }]
  return prove(texts, { requirements: { environments: [{ environment: "production", ways }] } }).verdict
}
