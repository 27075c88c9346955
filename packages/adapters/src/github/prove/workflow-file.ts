import type { Place } from "@shipline/core/plan"
import { at, entriesOf, entryOf, isMap, itemsOf, textAt } from "../../yaml/look.js"
import type { YamlEntry, YamlMap, YamlNode } from "../../yaml/node.js"
import { readYaml } from "../../yaml/read-yaml.js"

/** A step as far as it matters to what passes and what is asked. */
export interface FileStep {
  readonly place: Place
  readonly name: string
  readonly id?: string
  readonly condition?: YamlNode
  readonly run?: string
  readonly uses?: string
  /** It may fail without failing the job: `continue-on-error` that is not plainly false. */
  readonly mayFail: boolean
  /** A step of another kind: `background` runs beside those after it, `wait` and `wait-all` wait for such, `cancel` ends them. */
  readonly kind: "plain" | "background" | "wait" | "cancel"
  readonly node: YamlNode
}

export interface FileJob {
  readonly id: string
  readonly name: string
  readonly place: Place
  readonly needs: readonly string[]
  readonly condition?: YamlEntry
  readonly environment?: YamlEntry
  /** A workflow that is called in the place of steps. */
  readonly uses?: string
  readonly steps: readonly FileStep[]
  readonly node: YamlMap
}

export interface FileTrigger {
  readonly event: string
  /** Its filters, types and inputs; absent where it has none. */
  readonly node?: YamlNode
}

/** A workflow file, read as far as a proof needs it. */
export interface WorkflowFile {
  readonly path: string
  readonly name: string
  readonly node: YamlMap
  readonly triggers: readonly FileTrigger[]
  readonly jobs: readonly FileJob[]
  readonly place: (node: { readonly place: { readonly line: number; readonly column: number } }) => Place
}

/** What GitHub would say of a file that it refuses, and where. */
export interface Refusal {
  readonly message: string
  readonly at: Place
}

/** What is plainly false; any other expression may be either. */
export const isFalse = (node: YamlNode | undefined): boolean =>
  node === undefined ||
  (node.kind === "scalar" && (node.value === null || /^(?:false|\$\{\{\s*false\s*\}\})$/.test(String(node.value))))

const unusual: ReadonlySet<string> = new Set(["background", "parallel", "wait", "wait-all", "cancel"])

const kindOf = (node: YamlNode): FileStep["kind"] => {
  // Nearly every step is plain, which one look at its keys shows.
  if (node.kind === "map" && !node.entries.some(({ key }) => unusual.has(key))) return "plain"
  if (entryOf(node, "background") !== undefined && !isFalse(at(node, "background"))) return "background"
  if (entryOf(node, "parallel") !== undefined) return "background"
  if (entryOf(node, "wait") !== undefined || entryOf(node, "wait-all") !== undefined) return "wait"
  return entryOf(node, "cancel") === undefined ? "plain" : "cancel"
}

const stepOf = (node: YamlNode, place: Place): FileStep => {
  const [id, run, uses] = [textAt(node, "id"), textAt(node, "run"), textAt(node, "uses")]
  const condition = entryOf(node, "if")?.value
  return {
    place,
    name: textAt(node, "name") ?? uses ?? run?.trim().split("\n")[0] ?? "a step",
    ...(id === undefined ? {} : { id }),
    ...(condition === undefined ? {} : { condition }),
    ...(run === undefined ? {} : { run }),
    ...(uses === undefined ? {} : { uses }),
    mayFail: !isFalse(at(node, "continue-on-error")),
    kind: kindOf(node),
    node,
  }
}

const triggersOf = (on: YamlNode | undefined): readonly FileTrigger[] => {
  if (isMap(on))
    return on.entries.map(({ key, value }) => ({
      event: key,
      ...(value.kind === "scalar" && value.value === null ? {} : { node: value }),
    }))
  return itemsOf(on).flatMap((item) =>
    item.kind === "scalar" && item.value !== null ? [{ event: String(item.value) }] : [],
  )
}

/** The jobs with each behind all that it needs; undefined where they wait for each other in a circle. */
const inOrder = (jobs: readonly FileJob[]): readonly FileJob[] | undefined => {
  const byId = new Map(jobs.map((job) => [job.id, job]))
  const done = new Set<FileJob>()
  const open = new Set<FileJob>()
  const visit = (job: FileJob): boolean => {
    if (done.has(job)) return true
    if (open.has(job)) return false
    open.add(job)
    for (const need of job.needs) {
      const found = byId.get(need)
      if (found !== undefined && !visit(found)) return false
    }
    done.add(job)
    return true
  }
  return jobs.every(visit) ? [...done] : undefined
}

const none: readonly Refusal[] = []

/** What YAML has and GitHub does not. */
const notRead = (node: YamlNode, place: WorkflowFile["place"]): readonly Refusal[] => {
  if (node.tag !== undefined) return [{ message: `it does not read the tag ${node.tag}`, at: place(node) }]
  if (node.kind === "scalar") return none
  const found: Refusal[] = []
  if (node.kind === "list") for (const item of node.items) found.push(...notRead(item, place))
  else
    for (const entry of node.entries)
      if (entry.key === "<<") found.push({ message: "it does not read '<<', which merges mappings", at: place(entry) })
      else found.push(...notRead(entry.value, place))
  return found
}

/** Reads a workflow file, or says why GitHub would refuse it. */
export const readWorkflow = (path: string, text: string): WorkflowFile | { readonly refusals: readonly Refusal[] } => {
  const place: WorkflowFile["place"] = ({ place: { line, column } }) => ({ file: path, line, column })
  const { documents, mistakes } = readYaml(text)
  if (mistakes.length > 0) return { refusals: mistakes.map((one) => ({ message: one.message, at: place(one) })) }
  const [node] = documents
  const start = { file: path, line: 1, column: 1 }
  if (documents.length !== 1 || !isMap(node)) return { refusals: [{ message: "it is no mapping", at: start }] }
  const foreign = notRead(node, place)
  if (foreign.length > 0) return { refusals: foreign }
  const on = entryOf(node, "on")
  const entries = entriesOf(at(node, "jobs"))
  if (on === undefined) return { refusals: [{ message: "nothing starts it: there is no 'on'", at: start }] }
  if (entries.length === 0) return { refusals: [{ message: "it has no jobs", at: start }] }

  const jobs = entries.map((entry): FileJob => {
    const job = entry.value
    const condition = entryOf(job, "if")
    const environment = entryOf(job, "environment")
    const uses = textAt(job, "uses")
    return {
      id: entry.key,
      name: textAt(job, "name") ?? entry.key,
      place: place(entry),
      needs: itemsOf(at(job, "needs")).map((item) => (item.kind === "scalar" ? String(item.value) : "")),
      ...(condition === undefined ? {} : { condition }),
      ...(environment === undefined ? {} : { environment }),
      ...(uses === undefined ? {} : { uses }),
      steps: itemsOf(at(job, "steps")).map((step) => stepOf(step, place(step))),
      node: isMap(job) ? job : { kind: "map", entries: [], place: job.place },
    }
  })

  const broke = new Map(
    jobs.flatMap(({ id, node: job, steps, uses, environment }): readonly [string, string][] => {
      if (steps.length === 0 && uses === undefined) return [[id, "has neither steps nor a workflow that it calls"]]
      const named = environment?.value
      const isOdd = named?.kind === "list" || (isMap(named) && entryOf(named, "name") === undefined)
      return isOdd || at(job, "environment", "name")?.kind === "list" ? [[id, "has an environment without a name"]] : []
    }),
  )
  const ids = new Set(jobs.map(({ id }) => id))
  const inAnyCase = new Map<string, string>()
  const refusals = jobs.flatMap((job): readonly Refusal[] => {
    const twin = inAnyCase.get(job.id.toLowerCase())
    inAnyCase.set(job.id.toLowerCase(), job.id)
    const broken = broke.get(job.id)
    return [
      ...(broken === undefined ? [] : [{ message: `'${job.id}' ${broken}`, at: job.place }]),
      ...(twin === undefined
        ? []
        : [{ message: `'${job.id}' and '${twin}' are one job: case makes no difference`, at: job.place }]),
      ...job.needs
        .filter((need) => !ids.has(need))
        .map((need) => ({ message: `'${job.id}' needs '${need}', which is no job`, at: job.place })),
    ]
  })
  if (refusals.length > 0) return { refusals }
  const ordered = inOrder(jobs)
  if (ordered === undefined) return { refusals: [{ message: "its jobs wait for each other in a circle", at: start }] }
  return { path, name: textAt(node, "name") ?? path, node, triggers: triggersOf(on.value), jobs: ordered, place }
}
