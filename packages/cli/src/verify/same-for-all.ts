import type { Requirements } from "@shipline/adapters"

/** What `--environment` and `--requires` ask for: the same gates before each of the environments. */
export const sameForAll = (environments: readonly string[], requires: readonly string[]): Requirements => ({
  environments: environments.map((environment) => ({
    environment,
    ways: [{ gates: requires.map((job) => ({ job })) }],
  })),
})
