import { problem } from "../../read/problems.js"
import type { TextRule } from "./rule.js"

export const neverInterrupted: TextRule = {
  name: "a deployment is never interrupted",
  find: ({ deploys }) =>
    deploys
      .filter(({ interruptible, rules }) => interruptible || rules?.some((rule) => rule.interruptible))
      .map(({ name, place }) => ({ job: name, problem: problem("SL3428", { path: name, at: place }, name) })),
}
