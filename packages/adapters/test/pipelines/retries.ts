import { environment, gate, pipeline, rollout, sh } from "@shipline/core"

const flaky = gate(
  "flaky",
  sh`
    attempt=1
    cat <<SCRIPT
    ${"it's"} "quoted" \$HOME
    SCRIPT
    npm run flaky
  `,
  { retries: 3, timeout: "90 seconds", env: { ATTEMPTS: 7 } },
)
const portable = gate("portable", sh`make check`, { retries: 1, shell: "sh" })
const production = environment("production", { requires: [flaky, portable] })

/** Checks that are tried again. */
export const retries = pipeline("retries", { on: { push: "main" } }, (source) =>
  source.pass(flaky, portable).deploy(production, rollout({ deploy: () => sh`./deploy.sh` })),
)
