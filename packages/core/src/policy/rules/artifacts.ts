import type { Problem } from "../../errors/problem.js"
import { notBuilt } from "../../errors/sentences.js"
import type { Node } from "../../plan/node.js"
import { jobVariables, usedArtifacts } from "../../plan/used-artifacts.js"
import { problemAt } from "../problem-at.js"
import type { Rule } from "../rule.js"

/** Each artifact is built once, before it is used, and is asked only for what it has. */
export const artifacts: Rule = (plan, index) => {
  const builds = new Map<string, Node[]>()
  for (const node of plan.nodes)
    if (node.kind === "build") builds.set(node.artifact, [...(builds.get(node.artifact) ?? []), node])
  const again = [...builds].flatMap(([artifact, nodes]) =>
    nodes
      .slice(1)
      .map((node) =>
        problemAt(
          node,
          "SL2005",
          `nodes.${node.id}`,
          `artifact '${artifact}' is built more than once`,
          "Build it once and go on with the candidate that has it; all() joins candidates.",
        ),
      ),
  )
  return [...again, ...plan.nodes.flatMap((node) => [...unbuilt(node, builds), ...fields(node)])]

  function unbuilt(node: Node, known: ReadonlyMap<string, readonly Node[]>): readonly Problem[] {
    if (!("job" in node)) return []
    const what =
      node.kind === "deploy"
        ? "this rollout"
        : node.kind === "build"
          ? `the recipe of '${node.artifact}'`
          : (index.gates.get(node.gate)?.name ?? node.title)
    const missing = usedArtifacts(node.job).filter(
      (artifact) => !(known.get(artifact) ?? []).some((build) => node.needs.includes(build.id)),
    )
    return missing.map((artifact) =>
      problemAt(
        node,
        "SL2004",
        `nodes.${node.id}`,
        notBuilt(what, artifact),
        `Build it before: .build(${artifact}, ...).`,
      ),
    )
  }

  function fields(node: Node): readonly Problem[] {
    if (!("job" in node)) return []
    return jobVariables(node.job).flatMap(({ value }) => {
      if (value.kind !== "artifact") return []
      const artifact = index.artifacts.get(value.artifact)
      if (artifact === undefined)
        return usedArtifacts(node.job).includes(value.artifact)
          ? []
          : [
              problemAt(
                node,
                "SL2004",
                `nodes.${node.id}`,
                notBuilt(`'${node.title}'`, value.artifact),
                `Build it in this pipeline: .build(${value.artifact}, ...).`,
              ),
            ]
      return artifact.kind === "image" && value.field === "path"
        ? [
            problemAt(
              node,
              "SL2015",
              `nodes.${node.id}`,
              `'${node.title}' asks for the path of '${value.artifact}', which is an image`,
              "Use its ref, or make it an artifact of files.",
            ),
          ]
        : []
    })
  }
}
