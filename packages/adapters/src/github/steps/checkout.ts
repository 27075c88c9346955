import type { UsesStep } from "../model.js"
import type { Scope } from "../scope.js"

/** `history`: every commit, without the files of the older ones, so that the guard can count and list them. */
export const checkout = (scope: Scope, history = false): UsesStep => ({
  kind: "uses",
  name: "Check out the source",
  ...scope.action("actions/checkout"),
  with: [
    ...(history
      ? ([
          ["fetch-depth", 0],
          ["filter", "tree:0"],
        ] as const)
      : []),
    ["persist-credentials", false],
  ],
})
