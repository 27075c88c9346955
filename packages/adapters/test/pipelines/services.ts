import { environment, gate, pipeline, rollout, secret, sh } from "@shipline/core"

const digest = "0123456789abcdef".repeat(4)
const integration = gate("integration", sh`npm run integration`, {
  env: { DATABASE_URL: "postgres://postgres:test@localhost:15432/test", LICENCE: secret("TEST_LICENCE") },
  services: {
    database: {
      image: `postgres:18@sha256:${digest}`,
      ports: ["15432:5432"],
      env: { POSTGRES_PASSWORD: "test", POSTGRES_INITDB_ARGS: "--data-checksums" },
      health: `pg_isready --username "postgres" || exit 1`,
    },
    queue: { image: `redis:8@sha256:${digest}`, ports: [6379] },
  },
})
const production = environment("production", { requires: [integration] })

/** A database and a queue beside the job. */
export const services = pipeline("services", { on: { push: "main" } }, (source) =>
  source.pass(integration).deploy(production, rollout({ deploy: () => sh`./deploy.sh` })),
)
