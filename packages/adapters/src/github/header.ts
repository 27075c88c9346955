import { origin, requirements } from "../shared/header-words.js"
import { pins } from "./pins.js"
import type { Scope } from "./scope.js"

/** What a reviewer reads first: where the file comes from, how to change it, and the way to each environment. */
export const header = ({ plan, guard, gates, events }: Scope): readonly string[] => [
  ...origin(plan),
  `Actions are pinned to the commits of their releases as of ${pins.date}.`,
  ...(guard === undefined ? [] : [`Deployments are decided by .shipline/guard.mjs, ${guard.digest}.`]),
  ...requirements({ plan, gates, hotfix: events.hotfix !== undefined }),
]
