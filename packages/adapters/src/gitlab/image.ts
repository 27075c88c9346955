import type { Toolchain } from "@shipline/core/plan"
import { subject } from "../shared/facts.js"
import { handOvers, pullsImage } from "../shared/hand-over.js"
import { languageTitle } from "../shared/toolchains.js"
import type { Image } from "./model.js"
import type { JobScope } from "./scope.js"
import { hold } from "./value.js"

/** What a job runs in that asks for nothing: Node.js for the guard, and git, curl, bash, tar and gzip. */
export const usualImage = "node:24"
export const dockerImage = "docker:28"
export const dockerService = "docker:28-dind"

/** What a job can count on in its image. */
export interface Machine {
  readonly image?: Image
  /** Whether Node.js and git are there; where people bring their own machine or container, they say so. */
  readonly hasNode: boolean
}

const images: { readonly [L in Toolchain["language"]]: (toolchain: Toolchain) => string } = {
  node: () => "node",
  python: () => "python",
  go: () => "golang",
  java: ({ distribution = "temurin" }) =>
    Object.hasOwn(builders, distribution) ? (builders[distribution] ?? "") : `eclipse-${distribution}`,
}

/** The official image of whoever builds the JDK. */
const builders: { readonly [distribution: string]: string } = {
  temurin: "eclipse-temurin",
  corretto: "amazoncorretto",
  zulu: "azul/zulu-openjdk",
  liberica: "bellsoft/liberica-openjdk-debian",
  semeru: "ibm-semeru-runtimes",
}

const toolchainImage = (toolchain: Toolchain, scope: JobScope): Image => {
  const { version } = toolchain
  const held = hold(version, scope)
  const tag = held.kind === "text" ? held.text : held.words
  const tags =
    version.kind === "matrix"
      ? scope.job.matrix.flatMap(({ key, values }) => (key === version.key ? values.map(String) : []))
      : [tag]
  for (const one of tags)
    if (!/^\w[\w.-]{0,127}$/.test(one)) scope.report.add("SL3312", subject(scope.node), languageTitle(toolchain), one)
  return { name: `${images[toolchain.language](toolchain)}:${tag}`, bare: false }
}

/** Whether a job works with images itself: then it needs docker. */
const usesDocker = (scope: JobScope): boolean => {
  const { node, builds } = scope
  if (node.kind === "build") return builds.get(node.artifact)?.artifact.kind === "image"
  return node.kind === "check" && handOvers(scope).some(pullsImage)
}

/** In what a job runs. */
export const machineOf = (scope: JobScope): Machine => {
  const { job, node, report } = scope
  const [toolchain, second] = job.toolchains
  if (job.container !== undefined)
    return { image: { name: job.container, bare: true }, hasNode: node.kind === "deploy" }
  if (second !== undefined)
    report.add("SL3311", subject(node), node.title, job.toolchains.map(languageTitle).join(" and "))
  if (toolchain !== undefined) {
    if (node.kind === "build" && usesDocker(scope) && job.runner === undefined)
      report.add("SL3330", subject(node), node.title, "builds an image by docker")
    if (node.kind === "deploy" && toolchain.language !== "node")
      report.add("SL3330", subject(node), node.title, "needs Node.js for the guard")
    return { image: toolchainImage(toolchain, scope), hasNode: toolchain.language === "node" }
  }
  if (job.runner !== undefined) return { hasNode: true }
  if (usesDocker(scope)) return { image: { name: dockerImage, bare: false }, hasNode: false }
  return { image: { name: usualImage, bare: false }, hasNode: true }
}
