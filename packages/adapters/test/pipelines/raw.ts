import { $uses } from "@shipline/adapters/github"
import { $fragment } from "@shipline/adapters/gitlab"
import { environment, gate, pipeline, rollout, sh } from "@shipline/core"

const commit = "0123456789abcdef0123456789abcdef01234567"
const browser = $uses({
  action: `acme/setup-browser@${commit}`,
  tag: "v2.1.0",
  name: "Set up the browser",
  with: { channel: "stable", headless: true, token: "${{ github.token }}" },
  env: { DEBUG: "browser:*" },
  instead: sh`command -v chromium`,
})
const large = $fragment({ tags: ["large"] })
const warm = $fragment({ coverage: "/Lines: (\\d+)%/" }, { instead: sh`echo ${"no coverage here"}` })

const e2e = gate("e2e", sh`npm run e2e`, { $before: [browser, large, warm] })
const production = environment("production", { requires: [e2e] })

/** Steps in the words of one platform. */
export const raw = pipeline("raw", { on: { push: "main" } }, (source) =>
  source.pass(e2e).deploy(production, rollout({ deploy: () => sh`./deploy.sh` })),
)
