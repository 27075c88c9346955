import { environment, gate, pipeline, rollout, sh } from "@shipline/core"
import { expect, test } from "vitest"
import { adapters, audit, repositoryOf } from "../../src/index.js"

const unit = gate("unit", sh`npm test`)
const production = environment("EU production", { requires: [unit], concurrency: "EU shops, all" })
const { plan } = pipeline("shop", { on: { push: "main" } }, (source) =>
  source.pass(unit).deploy(production, rollout({ deploy: () => sh`./ship` })),
)

test.each([
  ["github", /group: (deploy-.*)/, ".github/workflows/other.yml", "on: push\njobs:\n  job:\n    concurrency: "],
  ["gitlab", /resource_group: (\S+)/, ".gitlab-ci.yml", "job:\n  script: [w]\n  resource_group: "],
] as const)("a lock is known by the name that %s gives it", (platform, lock, file, job) => {
  const text = adapters[platform].compile(plan).files[0]?.text ?? ""
  const name = lock.exec(text)?.[1] ?? ""
  expect(name).toMatch(/eu.shops/i)
  const { sideChannels } = audit({ repository: repositoryOf({ [file]: `${job}${name}\n` }), plans: [plan], own: [] })
  expect(sideChannels.map(({ code, found }) => `${code} ${found}`)).toEqual([`SL3508 ${name}`])
})
