import { pipeline } from "@shipline/core"
import { dev, lint, smoke, staging, unit } from "../pipelines/shop/environments.js"
import { recipe, restart, shop } from "../pipelines/shop/release.js"

// The integration test is slow today, so somebody leaves it out. This program does not compile.
export default pipeline("in a hurry", { on: { push: "main" } }, (source) =>
  source.pass(lint, unit).build(shop, recipe).deploy(dev, restart).pass(smoke.on(dev)).deploy(staging, restart),
)
