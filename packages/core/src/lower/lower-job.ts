import { cachePlan } from "../dsl/cache.js"
import { milliseconds } from "../dsl/duration.js"
import type { GateOptions, JobOptions, Service as ServiceOption } from "../dsl/job-options.js"
import { checkVariableName } from "../dsl/name.js"
import { rawStep } from "../dsl/raw.js"
import { refValue } from "../dsl/ref.js"
import { refuse } from "../dsl/refuse.js"
import { toolchainPlan } from "../dsl/toolchain.js"
import type { Job, MatrixAxis, Service, Step } from "../plan/job.js"
import type { Place } from "../plan/place.js"
import type { Value, Variable } from "../plan/value.js"

const thirtyMinutes = 30 * 60_000

export interface JobSource {
  /** What a person calls the job in a message: `the gate 'unit'`. */
  readonly what: string
  /** Where in the plan it ends: `nodes.unit`. */
  readonly path: string
  readonly steps: readonly Step[]
  readonly options: GateOptions
  readonly defaults: JobOptions
  /** Milliseconds; stands above what the options say. */
  readonly timeout?: number
  readonly place: Place | undefined
}

/** Options and steps as a job of the plan. Throws what is wrong with an option: SL1004, SL1005, SL1006, SL1009. */
export const lowerJob = (source: JobSource): Job => {
  const options: GateOptions = { ...source.defaults, ...present(source.options) }
  const { what, path, place } = source
  const wrong = (message: string, hint: string): never => refuse("SL1006", path, `${what} ${message}`, hint, place)
  const text = (key: string, value: unknown): string =>
    typeof value === "string" && value.trim() !== "" && !/\p{Cc}/u.test(value)
      ? value
      : wrong(`has a ${key} that is not one line of text`, `Give ${key} as text.`)
  const count = (key: string, value: unknown, least: number, most: number): number =>
    typeof value === "number" && Number.isInteger(value) && value >= least && value <= most
      ? value
      : wrong(`has ${key}: ${String(value)}`, `Give a whole number from ${least} to ${most}.`)
  const each = <T, U>(key: string, values: readonly T[] | undefined, read: (value: T) => U | undefined): readonly U[] =>
    (values ?? []).map(
      (value) =>
        read(value) ??
        refuse(
          "SL1004",
          path,
          `${what} has something in ${key} that does not belong there`,
          `Fill ${key} with what its own function returns.`,
          place,
        ),
    )
  const shell = options.shell ?? "bash"
  if (shell !== "bash" && shell !== "sh") wrong(`has shell: ${String(shell)}`, 'Give "bash" or "sh".')
  const folder = options.workingDirectory
  if (
    folder !== undefined &&
    (/^[/~-]|^[a-z]:|\\/i.test(text("workingDirectory", folder)) || folder.split("/").includes(".."))
  )
    wrong(
      `works in '${folder}', which is not inside the project`,
      'Name a folder relative to the project: "services/shop".',
    )
  const runner = options.runner === undefined ? [] : [options.runner].flat()
  return {
    steps: [...each("$before", options.$before, rawStep), ...source.steps],
    shell,
    timeout:
      source.timeout ??
      (options.timeout === undefined ? thirtyMinutes : milliseconds(`the timeout of ${what}`, options.timeout, place)),
    retries: options.retries === undefined ? 0 : count("retries", options.retries, 0, 10),
    variables: variables(what, { ...source.defaults.env, ...source.options.env }, place),
    toolchains: each("toolchains", options.toolchains, toolchainPlan),
    caches: each("caches", options.caches, cachePlan),
    services: Object.entries(options.services ?? {}).map(([name, service]) => lowerService(what, name, service, place)),
    matrix: Object.entries(options.matrix ?? {}).map(([key, values]) => lowerAxis(what, path, key, values, place)),
    ...(options.shards === undefined ? {} : { shards: count("shards", options.shards, 2, 256) }),
    ...(runner.length === 0 ? {} : { runner: runner.map((label) => text("runner", label)) }),
    ...(options.container === undefined ? {} : { container: text("container", options.container) }),
    ...(folder === undefined ? {} : { workingDirectory: folder }),
    ...(options.report === undefined ? {} : { report: text("report", options.report) }),
  }
}

/** An option that is there and undefined counts as left out: programs hand options on. */
const present = <T extends object>(options: T): T =>
  Object.fromEntries(Object.entries(options).filter(([, value]) => value !== undefined)) as T // the same keys, less the empty ones

const variables = (what: string, env: NonNullable<JobOptions["env"]>, place: Place | undefined): readonly Variable[] =>
  Object.entries(env).map(([name, given]) => {
    checkVariableName(`a variable of ${what}`, name, place)
    return { name, value: variableValue(what, name, given, place) }
  })

const variableValue = (what: string, name: string, given: unknown, place: Place | undefined): Value => {
  if (typeof given === "string" && !given.includes("\0")) return { kind: "text", text: given }
  if (typeof given === "number" && Number.isFinite(given)) return { kind: "text", text: String(given) }
  return (
    refValue(given) ??
    refuse(
      "SL1004",
      what,
      `the variable ${name} of ${what} is neither text, a number nor a reference`,
      'Give text, a number or a reference such as secret("TOKEN").',
      place,
    )
  )
}

const port = /^(?:(\d{1,5}):)?(\d{1,5})$/

const lowerService = (what: string, name: string, service: ServiceOption, place: Place | undefined): Service => {
  const wrong = (message: string, hint: string): never =>
    refuse("SL1006", what, `the service '${name}' of ${what} ${message}`, hint, place)
  if (!/^[a-z][a-z0-9-]*$/.test(name))
    wrong("has a name that no network knows", "Use lower-case letters, digits and -, beginning with a letter.")
  if (typeof service?.image !== "string" || service.image.trim() === "" || /[\s\p{Cc}]/u.test(service.image))
    wrong("has no image", 'Name it: image: "postgres:18".')
  const ports = (service.ports ?? []).map((given) => {
    const [, host, container = ""] = port.exec(String(given)) ?? []
    const pair = { host: Number(host ?? container), container: Number(container) }
    const valid = (value: number) => value >= 1 && value <= 65_535
    return valid(pair.host) && valid(pair.container)
      ? pair
      : wrong(`has the port '${String(given)}'`, 'Write 5432 or "15432:5432".')
  })
  if (service.health !== undefined && (service.health.trim() === "" || /\p{Cc}/u.test(service.health)))
    wrong("has a health command that is not one line", 'Write health: "pg_isready".')
  return {
    name,
    image: service.image,
    variables: variables(`the service '${name}' of ${what}`, service.env ?? {}, place),
    ports,
    ...(service.health === undefined ? {} : { health: service.health }),
  }
}

const lowerAxis = (what: string, path: string, key: string, values: unknown, place: Place | undefined): MatrixAxis => {
  const wrong = (message: string): never =>
    refuse(
      "SL1006",
      path,
      `the matrix of ${what} ${message}`,
      'Give each axis a name and at least one value, none twice: matrix: { node: ["22", "24"] }.',
      place,
    )
  if (!/^[A-Za-z_][A-Za-z0-9_-]*$/.test(key) || key === "shard" || key === "include" || key === "exclude")
    wrong(`has an axis '${key}'`)
  if (!Array.isArray(values) || values.length === 0) return wrong(`has no values for '${key}'`)
  const usable = (value: unknown) =>
    (typeof value === "string" && !/\p{Cc}/u.test(value)) || (typeof value === "number" && Number.isFinite(value))
  if (!values.every(usable) || new Set(values.map(String)).size < values.length)
    return wrong(`has values for '${key}' that are no text or number, or stand there twice`)
  return { key, values: [...values] }
}
