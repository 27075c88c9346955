import type { Toolchain } from "@shipline/core/plan"
import type { Yaml } from "../../yaml/data.js"
import { literal } from "../expression.js"
import type { UsesStep, WorkflowStep } from "../model.js"
import type { ActionName } from "../pins.js"
import { type JobScope, subject } from "../scope.js"
import { hold } from "../value.js"

type Inputs = UsesStep["with"]

interface Setup {
  readonly action: ActionName
  readonly title: string
  readonly version: string
  /** The package managers whose downloads are kept, each with the file that says what it downloads. */
  readonly managers: { readonly [manager: string]: string }
  readonly inputs: (toolchain: Toolchain, manager: string | undefined) => Inputs
}

const cacheInput = (_: Toolchain, manager: string | undefined): Inputs =>
  manager === undefined ? [] : [["cache", manager]]

const setups: { readonly [L in Toolchain["language"]]: Setup } = {
  node: {
    action: "actions/setup-node",
    title: "Node.js",
    version: "node-version",
    managers: { npm: "package-lock.json", yarn: "yarn.lock", pnpm: "pnpm-lock.yaml" },
    // The action would keep npm's downloads by itself where package.json names a package manager.
    inputs: (toolchain, manager) =>
      manager === undefined ? [["package-manager-cache", false]] : cacheInput(toolchain, manager),
  },
  python: {
    action: "actions/setup-python",
    title: "Python",
    version: "python-version",
    managers: { pip: "requirements.txt", pipenv: "Pipfile.lock" },
    inputs: cacheInput,
  },
  go: {
    action: "actions/setup-go",
    title: "Go",
    version: "go-version",
    managers: { modules: "go.sum" },
    inputs: (_, manager) => [["cache", manager !== undefined]],
  },
  java: {
    action: "actions/setup-java",
    title: "Java",
    version: "java-version",
    managers: { maven: "pom.xml", gradle: "*.gradle*", sbt: "build.sbt" },
    inputs: (toolchain, manager) => [
      ["distribution", toolchain.distribution ?? "temurin"],
      ...cacheInput(toolchain, manager),
    ],
  },
}

/** The file may lie in the job's folder or, in a workspace of several projects, at the root. */
const dependencyFile = (file: string, folder: string | undefined): readonly (readonly [string, Yaml])[] =>
  folder === undefined ? [] : [["cache-dependency-path", literal(`${folder}/${file}\n${file}`)]]

/** pnpm does not come with the machine, and setup-node asks it where its downloads lie. */
const enablePnpm: WorkflowStep = { kind: "run", name: "Enable pnpm", run: "corepack enable pnpm", own: true }

/** `cached` is false where nothing that other jobs have stored may come; the package manager itself is there all the same. */
export const toolchainSteps = (toolchain: Toolchain, cached: boolean, scope: JobScope): readonly WorkflowStep[] => {
  const setup = setups[toolchain.language]
  const manager = cached ? toolchain.cache : undefined
  const file = manager === undefined || !Object.hasOwn(setup.managers, manager) ? undefined : setup.managers[manager]
  if (manager !== undefined && file === undefined) scope.report.add("SL3110", subject(scope.node), setup.title, manager)
  const version = hold(toolchain.version, scope).text
  const step: UsesStep = {
    kind: "uses",
    name: `Set up ${setup.title}`,
    ...scope.action(setup.action),
    with: [
      [setup.version, version],
      ...setup.inputs(toolchain, manager),
      ...(file === undefined ? [] : dependencyFile(file, scope.job.workingDirectory)),
    ],
  }
  return toolchain.cache === "pnpm" ? [enablePnpm, step] : [step]
}
