import { problem } from "../../read/problems.js"
import type { TextRule } from "./rule.js"

export const oneAtATime: TextRule = {
  name: "two pipelines never deploy to an environment at once",
  find: ({ deploys }) => {
    const groups = new Map<string, Set<string | undefined>>()
    for (const { environment, resourceGroup } of deploys) {
      const key = environment?.name ?? ""
      groups.set(key, (groups.get(key) ?? new Set()).add(resourceGroup))
    }
    return deploys
      .filter(
        ({ environment, resourceGroup }) =>
          resourceGroup === undefined || (groups.get(environment?.name ?? "")?.size ?? 0) > 1,
      )
      .map(({ name, place }) => ({ job: name, problem: problem("SL3438", { path: name, at: place }, name) }))
  },
}
