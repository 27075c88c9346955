import {
  artifact,
  cache,
  environment,
  gate,
  java,
  matrix,
  node,
  type Pipeline,
  pipeline,
  rollout,
  sh,
  shard,
} from "@shipline/core"

const publish = rollout({ deploy: (target) => sh`./publish.sh ${target.name}` })

const integration = gate("integration", sh`npm run integration`, {
  env: { DATABASE_URL: "postgres://postgres:test@localhost:15432/test" },
  services: {
    database: { image: "postgres:18", ports: ["15432:5432"], env: { POSTGRES_PASSWORD: "test" } },
    queue: { image: "redis:8", ports: [6379] },
  },
})
const versions = gate("versions", sh`npm test -- --seed ${matrix("seed")} --label ${matrix("label")}`, {
  matrix: { node: ["22", "24"], seed: [1, 2], label: ["1e3", "yes", "it's"] },
  toolchains: [node(matrix("node"), { cache: "yarn" })],
  report: "junit.xml",
})
const sdk = gate("sdk", sh`make sdk PART=${shard.index}`, {
  shards: 2,
  matrix: { os: ["linux", "musl"] },
  toolchains: [java("21", { cache: "gradle", distribution: "corretto" })],
})
const registry = environment("registry", { requires: [integration, versions, sdk] })

/** Servers beside a job, and gates that run once for each combination of values. */
const wide = pipeline("wide", { on: { push: "main" } }, (source) =>
  source.pass(integration, versions, sdk).deploy(registry, publish),
)

const bundle = artifact.files("bundle", { paths: ["services/checkout/dist"] })
const unit = gate("unit", sh`npm test`, {
  report: "reports/*.xml",
  caches: [cache({ key: "turbo", files: ["package-lock.json", "**/tsconfig.json"], paths: [".turbo"] })],
})
const preview = environment("preview", { requires: [unit] })
const downloads = environment("downloads", {
  url: "https://downloads.acme.example",
  after: [preview],
  requires: [unit],
})

/** One project of several, started by its paths, by tags and by whole families of branches. */
const folder = pipeline(
  "checkout",
  {
    on: {
      push: { branches: ["main", "stable/**", "hotfix/*"], tags: ["v*", "sdk/v1.0"] },
      pullRequest: { branches: "main" },
      manual: true,
    },
    paths: ["services/checkout/**", "package-lock.json"],
    defaults: { workingDirectory: "services/checkout", toolchains: [node("24", { cache: "pnpm" })] },
  },
  (source) =>
    source
      .pass(unit)
      .build(bundle, sh`npm run build ${bundle.tag}`)
      .deploy(preview, rollout({ deploy: () => sh`./preview.sh ${bundle.path}` }))
      .deploy(downloads, publish),
)

/** Pipelines that say for GitLab what others of these tests say in a way that it cannot. */
export const ownPipelines: readonly Pipeline[] = [wide, folder]
