import type { UsesStep } from "../model.js"
import type { Scope } from "../scope.js"

export const checkout = (scope: Scope): UsesStep => ({
  kind: "uses",
  name: "Check out the source",
  ...scope.action("actions/checkout"),
  with: [["persist-credentials", false]],
})
