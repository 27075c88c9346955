import { fileURLToPath } from "node:url"
import { defineConfig } from "vitest/config"

const source = (path: string) => fileURLToPath(new URL(`./packages/${path}`, import.meta.url))

export default defineConfig({
  resolve: {
    // Tests read the sources, so that they need no build. The longest path first: an alias matches by its beginning.
    alias: {
      "@shipline/core/ledger": source("core/src/ledger/index.ts"),
      "@shipline/core/plan": source("core/src/plan/index.ts"),
      "@shipline/core/schema": source("core/src/schema/index.ts"),
      "@shipline/adapters/github": source("adapters/src/github/index.ts"),
      "@shipline/adapters/gitlab": source("adapters/src/gitlab/index.ts"),
      "@shipline/core": source("core/src/index.ts"),
      "@shipline/adapters": source("adapters/src/index.ts"),
      "@shipline/runners/testing": source("runners/src/testing/index.ts"),
      "@shipline/runners": source("runners/src/index.ts"),
    },
  },
  test: {
    include: ["packages/*/test/**/*.test.ts", "examples/*/test/**/*.test.ts", "test/**/*.test.ts"],
    testTimeout: 30_000,
    hookTimeout: 60_000,
  },
})
