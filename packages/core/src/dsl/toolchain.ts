import type { Toolchain as ToolchainPlan } from "../plan/job.js"
import { type Defined, definition, definitionReader } from "./brand.js"
import { capturePlace } from "./capture-place.js"
import { deepFreeze } from "./deep-freeze.js"
import { type Ref, refValue } from "./ref.js"
import { refuse } from "./refuse.js"

/** A language that a job needs, with what is kept of it between runs. */
export interface Toolchain {
  readonly language: ToolchainPlan["language"]
}

type Version = string | Ref

interface CacheOption<Manager extends string> {
  /** Keeps the downloads of this package manager between runs. Default: nothing is kept. */
  readonly cache?: Manager
}

/**
 * Node.js in the given version, such as `"24"` or `matrix("node")`.
 * @throws SL1006 for a version that is empty.
 * @example
 * ```ts
 * import { gate, node, sh } from "@shipline/core"
 *
 * export const unit = gate("unit", sh`npm ci && npm test`, { toolchains: [node("24", { cache: "npm" })] })
 * ```
 */
export function node(version: Version, options: CacheOption<"npm" | "pnpm" | "yarn"> = {}): Toolchain {
  return make(node, "node", version, options)
}

/**
 * Python in the given version, such as `"3.13"`.
 * @throws SL1006 for a version that is empty.
 * @example
 * ```ts
 * import { gate, python, sh } from "@shipline/core"
 *
 * export const unit = gate("unit", sh`pytest`, { toolchains: [python("3.13", { cache: "pip" })] })
 * ```
 */
export function python(version: Version, options: CacheOption<"pip" | "pipenv"> = {}): Toolchain {
  return make(python, "python", version, options)
}

/**
 * Go in the given version, such as `"1.26"`.
 * @throws SL1006 for a version that is empty.
 * @example
 * ```ts
 * import { gate, go, sh } from "@shipline/core"
 *
 * export const unit = gate("unit", sh`go test ./...`, { toolchains: [go("1.26", { cache: "modules" })] })
 * ```
 */
export function go(version: Version, options: CacheOption<"modules"> = {}): Toolchain {
  return make(go, "go", version, options)
}

/**
 * Java in the given version, such as `"21"`, by Temurin unless `distribution` says otherwise.
 * @throws SL1006 for a version that is empty.
 * @example
 * ```ts
 * import { gate, java, sh } from "@shipline/core"
 *
 * export const unit = gate("unit", sh`mvn --batch-mode verify`, { toolchains: [java("21", { cache: "maven" })] })
 * ```
 */
export function java(
  version: Version,
  options: CacheOption<"maven" | "gradle" | "sbt"> & { readonly distribution?: string } = {},
): Toolchain {
  return make(java, "java", version, { distribution: options.distribution ?? "temurin", ...options })
}

const make = (
  door: (...args: never[]) => unknown,
  language: ToolchainPlan["language"],
  version: Version,
  options: { readonly cache?: string; readonly distribution?: string },
): Toolchain => {
  const value =
    typeof version === "string" && version.trim() !== "" ? { kind: "text" as const, text: version } : refValue(version)
  if (value === undefined)
    return refuse(
      "SL1006",
      language,
      `the version of ${language} is missing`,
      'Name it as text: "24".',
      capturePlace(door),
    )
  const plan: ToolchainPlan = {
    language,
    version: value,
    ...(options.cache === undefined ? {} : { cache: options.cache }),
    ...(options.distribution === undefined ? {} : { distribution: options.distribution }),
  }
  const made: Toolchain & Defined<ToolchainPlan> = { language, [definition]: deepFreeze(plan) }
  return Object.freeze(made)
}

export const toolchainPlan = definitionReader<ToolchainPlan>((found) => typeof found.language === "string")
