import type { Artifact } from "@shipline/core/plan"
import { written } from "../../shared/condition-test.js"
import { familiarName } from "../../shared/registry.js"
import { compose, expression, literal } from "../expression.js"
import { version } from "../hand-over.js"
import type { EnvEntry, WorkflowStep } from "../model.js"
import { type Build, type JobScope, subject } from "../scope.js"
import { keepScript, pushScript } from "../scripts/image.js"
import { packScript } from "../scripts/pack.js"
import { upload } from "./artifact-file.js"
import { registryLogin } from "./registry.js"

type ArtifactOf<K extends Artifact["kind"]> = Extract<Artifact, { kind: K }>

/** How a build hands its artifact on, and the outputs by which the other jobs know it. */
interface HandOn {
  /** Before the recipe. */
  readonly first: readonly WorkflowStep[]
  /** After the recipe. */
  readonly steps: readonly WorkflowStep[]
  readonly outputs: readonly (readonly [field: string, expression: string])[]
}

const handOnFiles = (artifact: ArtifactOf<"files">, build: Build, scope: JobScope): HandOn => {
  for (const path of artifact.paths)
    if (/\p{Cc}|^\/|^-/u.test(path) || path.split("/").includes(".."))
      scope.report.add("SL3124", subject(build.node), build.node.title, `the path '${path}'`)
  const digest = "steps.pack.outputs.digest"
  const { name } = artifact
  return {
    first: [],
    steps: [
      {
        kind: "run",
        name: `Pack ${name}`,
        id: "pack",
        env: [
          { name: "NAME", value: build.short },
          { name: "PATHS", value: literal(artifact.paths.join("\n")) },
        ],
        run: packScript,
        own: true,
      },
      upload(
        {
          title: `Hand on ${name}`,
          name: build.short,
          path: expression("steps.pack.outputs.archive"),
          missing: "error",
        },
        scope,
      ),
    ],
    outputs: [
      ["digest", expression(digest)],
      ["version", expression(version)],
      ["ref", compose(`${name}@`, { expression: digest })],
      ["tag", compose(`${name}:`, { expression: version })],
    ],
  }
}

const handOnImage = (artifact: ArtifactOf<"image">, build: Build, scope: JobScope): HandOn => {
  const { deploying, trying } = scope.events
  const { name } = artifact
  const tag = compose(`${artifact.repository}:`, { expression: version })
  const condition = trying === undefined || deploying === undefined ? {} : { condition: written(deploying) }
  const env: readonly EnvEntry[] = [{ name: "TAG", value: tag }]
  const push: readonly WorkflowStep[] = [
    {
      kind: "run",
      name: `Push ${name}`,
      id: "push",
      ...condition,
      env: [
        ...env,
        { name: "REPOSITORY", value: artifact.repository },
        { name: "FAMILIAR", value: familiarName(artifact.repository) },
      ],
      run: pushScript,
      own: true,
    },
  ]
  const tried = trying === undefined ? {} : { condition: written(trying) }
  const path = expression("steps.keep.outputs.archive")
  const keep: readonly WorkflowStep[] = [
    {
      kind: "run",
      name: `Save ${name} for the checks`,
      id: "keep",
      ...tried,
      env: [...env, { name: "NAME", value: build.short }],
      run: keepScript,
      own: true,
    },
    upload(
      {
        title: `Hand on ${name} to the checks`,
        name: build.short,
        path,
        ...tried,
        days: 1,
        missing: "error",
      },
      scope,
    ),
  ]
  const pushes = deploying !== undefined
  const keeps = trying !== undefined && scope.checked.has(artifact.name)
  const either = (field: string) =>
    expression(
      [...(pushes ? ["push"] : []), ...(keeps ? ["keep"] : [])]
        .map((id) => `steps.${id}.outputs.${field}`)
        .join(" || "),
    )
  return {
    // Before the recipe: it may pull what it builds on from the same registry, or push by itself.
    first: pushes ? [registryLogin(artifact, condition.condition, scope)] : [],
    steps: [...(pushes ? push : []), ...(keeps ? keep : [])],
    outputs: [
      ...(pushes || keeps ? ([["digest", either("digest")]] as const) : []),
      ["version", expression(version)],
      ...(pushes || keeps ? ([["ref", either("ref")]] as const) : []),
      ["tag", tag],
    ],
  }
}

/** What a build's job does with what it has built. */
export const handOn = (build: Build, scope: JobScope): HandOn =>
  build.artifact.kind === "files"
    ? handOnFiles(build.artifact, build, scope)
    : handOnImage(build.artifact, build, scope)
