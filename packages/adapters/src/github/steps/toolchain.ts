import type { Toolchain } from "@shipline/core/plan"
import { languageTitle, lockFile } from "../../shared/toolchains.js"
import type { Yaml } from "../../yaml/data.js"
import { literal } from "../expression.js"
import type { UsesStep, WorkflowStep } from "../model.js"
import type { ActionName } from "../pins.js"
import { type JobScope, subject } from "../scope.js"
import { hold } from "../value.js"

type Inputs = UsesStep["with"]

interface Setup {
  readonly action: ActionName
  readonly version: string
  readonly inputs: (toolchain: Toolchain, manager: string | undefined) => Inputs
}

const cacheInput = (_: Toolchain, manager: string | undefined): Inputs =>
  manager === undefined ? [] : [["cache", manager]]

const setups: { readonly [L in Toolchain["language"]]: Setup } = {
  node: {
    action: "actions/setup-node",
    version: "node-version",
    // The action would keep npm's downloads by itself where package.json names a package manager.
    inputs: (toolchain, manager) =>
      manager === undefined ? [["package-manager-cache", false]] : cacheInput(toolchain, manager),
  },
  python: {
    action: "actions/setup-python",
    version: "python-version",
    inputs: cacheInput,
  },
  go: {
    action: "actions/setup-go",
    version: "go-version",
    inputs: (_, manager) => [["cache", manager !== undefined]],
  },
  java: {
    action: "actions/setup-java",
    version: "java-version",
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
  const title = languageTitle(toolchain)
  const file = manager === undefined ? undefined : lockFile(toolchain, manager)
  if (manager !== undefined && file === undefined) scope.report.add("SL3110", subject(scope.node), title, manager)
  const version = hold(toolchain.version, scope).text
  const step: UsesStep = {
    kind: "uses",
    name: `Set up ${title}`,
    ...scope.action(setup.action),
    with: [
      [setup.version, version],
      ...setup.inputs(toolchain, manager),
      ...(file === undefined ? [] : dependencyFile(file, scope.job.workingDirectory)),
    ],
  }
  return toolchain.cache === "pnpm" ? [enablePnpm, step] : [step]
}
