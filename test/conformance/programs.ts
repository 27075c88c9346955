import {
  all,
  approval,
  artifact,
  cache,
  environment,
  gate,
  matrix,
  node,
  type Pipeline,
  pipeline,
  rollout,
  secret,
  sh,
} from "@shipline/core"
import { pipelines } from "../../packages/adapters/test/pipelines/index.js"

const push = { on: { push: "main" } } as const

/** Two ways that meet: a gate of one artifact must not hold up the other's environment. */
const diamond = (() => {
  const left = artifact.files("left", { paths: ["left"] })
  const right = artifact.files("right", { paths: ["right"] })
  const unit = gate("unit", sh`make test`)
  const leftLint = gate("left lint", sh`lint ${left.path}`)
  const rightLint = gate("right lint", sh`lint ${right.path}`)
  const smoke = gate("smoke", (target) => sh`curl ${target.name}`)
  const one = environment("one", { requires: [unit, leftLint] })
  const two = environment("two", { requires: [unit, rightLint] })
  const both = environment("both", { after: [one, two], requires: [unit, smoke.on(one), smoke.on(two)] })
  const toOne = rollout({ deploy: () => sh`./copy.sh ${left.path}` })
  const toTwo = rollout({ deploy: () => sh`./copy.sh ${right.path}` })
  const toBoth = rollout({ deploy: () => sh`./copy.sh ${left.path} ${right.path}` })
  return pipeline("diamond", push, (source) => {
    const tested = source.pass(unit)
    const first = tested.build(left, sh`make left`).pass(leftLint).deploy(one, toOne).pass(smoke.on(one))
    const second = tested.build(right, sh`make right`).pass(rightLint).deploy(two, toTwo).pass(smoke.on(two))
    return all(first, second).deploy(both, toBoth).pass(smoke.on(both))
  })
})()

/** An approval before anything, an advisory check on the way, and a hotfix that leaves almost everything out. */
const hurried = (() => {
  const tool = artifact.files("tool", { paths: ["tool"] })
  const board = approval("board")
  const unit = gate("unit", sh`make test`)
  const slow = gate("slow", sh`make slow`, { hotfix: sh`make quick` })
  const style = gate("style", sh`make style`, { advisory: true })
  const looks = gate("looks", (target) => sh`./looks.sh ${target.name}`, { advisory: true })
  const live = environment("live", { requires: [board, unit, slow], hotfix: { requires: [slow] } })
  return pipeline("hurried", push, (source) =>
    source
      .pass(board)
      .pass(unit, slow, style)
      .build(tool, sh`make tool`)
      .deploy(live, rollout({ migrate: sh`./migrate.sh`, deploy: () => sh`./copy.sh ${tool.path}` }))
      .pass(looks.on(live)),
  )
})()

/** A gate in many parts, with one language. */
const parts = (() => {
  const unit = gate("unit", sh`npm test -- --seed ${matrix("seed")}`, {
    matrix: { node: ["22", "24"], seed: [1, 2] },
    toolchains: [node(matrix("node"))],
    report: "junit.xml",
  })
  const registry = environment("registry", { requires: [unit] })
  return pipeline("parts", { on: { push: "main", pullRequest: true } }, (source) =>
    source.pass(unit).deploy(registry, rollout({ deploy: () => sh`./publish.sh` })),
  )
})()

/** Branches and tags start it, and a person may. */
const tagged = (() => {
  const archive = artifact.files("archive", { paths: ["out"] })
  const unit = gate("unit", sh`make test`)
  const preview = environment("preview", { requires: [unit] })
  const downloads = environment("downloads", { after: [preview], requires: [unit] })
  const publish = rollout({ deploy: (target) => sh`./publish.sh ${target.name} ${archive.version} ${archive.path}` })
  return pipeline(
    "tagged",
    { on: { push: { branches: ["main", "stable/**"], tags: ["v*"] }, manual: true } },
    (source) =>
      source
        .pass(unit)
        .build(archive, sh`make dist VERSION=${archive.tag}`)
        .deploy(preview, publish)
        .deploy(downloads, publish),
  )
})()

/** A database beside a gate, a cache, and a folder of its own. */
const beside = (() => {
  const integration = gate("integration", sh`npm run integration`, {
    services: { database: { image: "postgres:18", ports: [5432], env: { POSTGRES_PASSWORD: "test" } } },
    caches: [cache({ key: "modules", files: ["package-lock.json"], paths: [".cache"] })],
    env: { LICENCE: secret("TEST_LICENCE") },
  })
  const production = environment("production", { requires: [integration] })
  return pipeline("beside", { on: { push: "main" }, defaults: { workingDirectory: "service" } }, (source) =>
    source.pass(integration).deploy(production, rollout({ deploy: () => sh`./deploy.sh` })),
  )
})()

/** The programs that every backend has to run alike. */
export const programs: readonly Pipeline[] = [...pipelines, diamond, hurried, parts, tagged, beside]
