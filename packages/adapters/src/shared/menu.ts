import { type Lane, lanes, type Plan } from "@shipline/core/plan"

/**
 * The lanes from which a person chooses who starts the workflow by hand, in the order of the menu: the release lane where the program says
 * `manual`, and the other lanes in which something is deployed. Empty where there is nothing to choose.
 */
export const menuOf = ({ nodes, on }: Plan): readonly Lane[] => {
  const deployed = new Set(nodes.flatMap((node) => (node.kind === "deploy" ? node.lanes : [])))
  const others = lanes.filter((lane) => lane !== "release" && deployed.has(lane))
  return others.length === 0 || on.manual === undefined ? others : ["release", ...others]
}
