import type { Node } from "@shipline/core/plan"
import * as CliOutput from "effect/cli/CliOutput"
import { hasColour, paintFor } from "../render/colour.js"
import type { Stage } from "./event-words.js"

const colours = [36, 33, 35, 32, 34, 96, 93, 95, 92, 94]
const widest = 24

/** How this run is shown: each job in a colour of its own, names of one width. */
export const makeStage = (cwd: string, nodes: readonly Node[]): Stage => {
  const colour = hasColour(2)
  const width = Math.min(widest, Math.max(0, ...nodes.map(({ title }) => CliOutput.displayWidth(title))))
  const chosen = new Map<string, number>()
  const prefix = (title: string): string => {
    const number = chosen.get(title) ?? colours[chosen.size % colours.length] ?? 0
    chosen.set(title, number)
    const padded = `${title}${" ".repeat(Math.max(0, width - CliOutput.displayWidth(title)))} |`
    return colour ? `\x1b[${number}m${padded}\x1b[0m` : padded
  }
  const titles = new Map(nodes.map(({ id, title }) => [id, title]))
  return { cwd, paint: paintFor(2), colour, prefix, titleOf: (node) => titles.get(node) ?? node }
}
