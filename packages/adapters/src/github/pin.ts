import type { CompileOptions } from "../adapter.js"
import { type ActionName, type Pin, pins } from "./pins.js"
import type { Report } from "./problems.js"

/** An action as a step names it: by commit, with the tag for people. */
export interface PinnedAction {
  readonly uses: string
  readonly tag: string
}

/** Resolves the actions that Shipline uses: the user's own pins go before the table. */
export const resolvePins = (own: CompileOptions["pins"] = {}, report: Report): ((name: ActionName) => PinnedAction) => {
  const chosen = new Map<string, Pin>(Object.entries(pins.actions))
  for (const [action, pin] of Object.entries(own)) {
    const wrong = fault(action, pin)
    if (wrong === undefined) chosen.set(action, pin)
    else report.add("SL3101", { path: "options.pins" }, action, wrong)
  }
  return (name) => {
    const pin = chosen.get(name) ?? pins.actions[name]
    return { uses: `${name}@${pin.commit}`, tag: pin.tag }
  }
}

const fault = (action: string, pin: Pin): string | undefined => {
  if (!Object.hasOwn(pins.actions, action)) return "is of no use: Shipline does not use that action"
  if (!/^[0-9a-f]{40}$/.test(pin?.commit)) return "is not a whole commit"
  return /^[^\s\p{Cc}]{1,100}$/u.test(pin.tag) ? undefined : "has no tag"
}
