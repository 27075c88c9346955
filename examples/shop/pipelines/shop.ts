import { all, node, pipeline } from "@shipline/core"
import { dev, integration, lint, managers, production, rehearsal, smoke, staging, unit } from "./shop/environments.js"
import { recipe, restart, shop } from "./shop/release.js"

export default pipeline(
  "shop",
  { on: { push: "main", pullRequest: true }, defaults: { shell: "sh", toolchains: [node("24")] } },
  (source) =>
    all(source.pass(lint, unit, integration, rehearsal), source.build(shop, recipe, { timeout: "5 minutes" }))
      .deploy(dev, restart)
      .pass(smoke.on(dev))
      .deploy(staging, restart)
      .pass(smoke.on(staging), managers)
      .deploy(production, restart)
      .pass(smoke.on(production)),
)
