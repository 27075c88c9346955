import { artifact, cache, environment, gate, node, pipeline, rollout, sh } from "@shipline/core"

const bundle = artifact.files("bundle", { paths: ["services/checkout/dist", "services/checkout/package.json"] })
const unit = gate("unit", sh`npm test`, {
  report: "reports/*.xml",
  caches: [
    cache({ key: "turbo", files: ["package-lock.json", "**/tsconfig.json"], paths: [".turbo", "~/.cache/turbo"] }),
  ],
})
const staging = environment("checkout-staging", { requires: [unit] })

/** One project of several: only its paths start it, and its scripts run in its folder. */
export const monorepo = pipeline(
  "checkout",
  {
    on: { push: ["main", "stable/**"], pullRequest: true },
    paths: ["services/checkout/**", "packages/ui/**", "package-lock.json"],
    defaults: { workingDirectory: "services/checkout", toolchains: [node("24", { cache: "pnpm" })] },
  },
  (source) =>
    source
      .pass(unit)
      .build(bundle, sh`npm run build`)
      .deploy(staging, rollout({ deploy: (target) => sh`./deploy.sh ${target.name} ${bundle.path}` })),
)
