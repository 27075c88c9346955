import { lockName } from "../../github/lock-name.js"
import { get, itemsOf, type Tree, textOf, treeOf } from "../../gitlab/read/tree.js"
import { readYaml } from "../../yaml/read-yaml.js"
import { type CiFiles, type CiJob, nothing, type Open, type Said, type Unreadable } from "../ci-job.js"
import { normalPath } from "../path.js"
import { anything, exactly, type Pattern } from "../pattern.js"
import type { Repository } from "../repository.js"
import { below, entriesOf, textsBelow, withoutCase } from "../tree.js"
import { mayBecome, secretsOf } from "./expression.js"
import { aroundOf } from "./powers.js"
import { type Inputs, lookupIn, type Workflow } from "./scope.js"
import { stepsOf } from "./steps.js"

const folder = ".github/workflows"

const environmentText = (job: Tree): Said | undefined => {
  const value = get(job, "environment")
  const name = value?.kind === "table" ? get(value, "name") : value
  const text = textOf(name)
  return name === undefined || text === undefined ? undefined : { text, place: name.place }
}

/** The workflow of this repository that a job calls, as a path. */
const calledFile = (job: Tree): string | undefined => {
  const uses = textOf(get(job, "uses"))
  return uses?.startsWith("./") === true ? normalPath(uses) : undefined
}

const jobsOf = ({ root }: Workflow): readonly (readonly [string, Tree])[] => entriesOf(get(root, "jobs"))

const secretsBelow = (tree: Tree | undefined): readonly Open[] => {
  const conditions = new Set<Said["place"]>()
  const visit = (one: Tree | undefined): void => {
    if (one?.kind === "list") one.items.forEach(visit)
    for (const [key, value] of entriesOf(one)) {
      if (key === "if") conditions.add(value.place)
      visit(value)
    }
  }
  visit(tree)
  return textsBelow(tree).flatMap(({ text, place }) =>
    secretsOf(text, conditions.has(place)).map((name) => ({
      text,
      place,
      may: [name === undefined ? anything : [name]],
    })),
  )
}

const groupsOf = (tree: Tree, lookup: ReturnType<typeof lookupIn>): readonly Open[] => {
  const concurrency = get(tree, "concurrency")
  const group = concurrency?.kind === "table" ? get(concurrency, "group") : concurrency
  const text = textOf(group)
  return group === undefined || text === undefined ? [] : [{ text, place: group.place, may: mayBecome(text, lookup) }]
}

const deepest = 10

/** The first input that a text reads. */
const inputIn = (text: string): string | undefined => /\binputs\.([\w-]+)/i.exec(text)?.[1]

/**
 * The environments that the jobs of a called workflow take from what their caller gives them, at any depth; those that a
 * called file names by itself are its own.
 */
const handedOn = (
  caller: Workflow,
  job: Tree,
  workflows: ReadonlyMap<string, Workflow>,
  bound?: Inputs,
  depth = 0,
): readonly Open[] => {
  const file = calledFile(job)
  const called = file === undefined ? undefined : workflows.get(file)
  if (called === undefined || depth > deepest) return []
  const given = get(job, "with")
  const lookup = lookupIn(caller, job, bound)
  const inputs: Inputs = (name) => {
    const text = textOf(withoutCase(given, name))
    return text === undefined ? undefined : mayBecome(text, lookup)
  }
  return jobsOf(called).flatMap(([, inner]) => {
    const said = environmentText(inner)
    const own = said === undefined ? [] : [{ ...said, may: mayBecome(said.text, lookupIn(called, inner, inputs)) }]
    return [...own, ...handedOn(called, inner, workflows, inputs, depth + 1)].flatMap((one) => {
      const input = inputIn(one.text)
      const value = input === undefined ? undefined : withoutCase(given, input)
      return value === undefined ? [] : [{ ...one, text: textOf(value) ?? "", place: value.place }]
    })
  })
}

/** A workflow of another repository may name an environment of this one: what it is told is all that can be seen. */
const toldOutside = (workflow: Workflow, job: Tree): readonly Open[] => {
  const uses = textOf(get(job, "uses"))
  if (uses === undefined || uses.startsWith("./")) return []
  const lookup = lookupIn(workflow, job)
  return entriesOf(get(job, "with")).flatMap(([, value]) => {
    const text = textOf(value) ?? ""
    const may = mayBecome(text, lookup).filter((one): one is Pattern => exactly(one) !== undefined)
    return may.length === 0 ? [] : [{ text, place: value.place, may }]
  })
}

/** Reads the workflows of a repository with the local actions that they use. Those in `own` are left out. */
export const readWorkflows = (repository: Repository, own: ReadonlySet<string>): CiFiles => {
  const unreadable: Unreadable[] = []
  const outside: Said[] = []
  const files: string[] = []
  const workflows = new Map<string, Workflow>()
  for (const file of repository.list(folder)) {
    if (!/^[^/]+\.ya?ml$/i.test(file.slice(folder.length + 1))) continue
    const reading = repository.read(file)
    if (reading.kind === "absent") continue
    files.push(file)
    if (reading.kind === "unreadable") {
      unreadable.push({ text: reading.why, place: { file, line: 1, column: 1 } })
      continue
    }
    const { documents, mistakes } = readYaml(reading.text)
    const [mistake] = mistakes
    if (mistake !== undefined) unreadable.push({ text: mistake.message, place: { file, ...mistake.place } })
    const [document] = documents
    if (document === undefined) continue
    const root = treeOf(document, file)
    if (get(root, "jobs")?.kind !== "table" && !own.has(file))
      unreadable.push({ text: "it holds no jobs", place: { file, line: 1, column: 1 } })
    workflows.set(file, { file, source: reading.text, root })
  }

  const jobOf = (workflow: Workflow, name: string, job: Tree): CiJob => {
    const { file, source, root } = workflow
    const lookup = lookupIn(workflow, job)
    const said = environmentText(job)
    const usual = textOf(
      below(job, "defaults", "run", "working-directory") ?? below(root, "defaults", "run", "working-directory"),
    )
    const levels = [get(root, "env"), get(job, "env")]
    const steps = stepsOf(itemsOf(get(job, "steps")), { repository, source, file, lookup, levels, folder: usual ?? "" })
    unreadable.push(...steps.unreadable)
    outside.push(...steps.outside)
    files.push(...steps.files)
    const uses = get(job, "uses")
    const called = calledFile(job)
    if (uses !== undefined && (called === undefined || !workflows.has(called)))
      outside.push({ text: textOf(uses) ?? "", place: uses.place })
    const inherit = get(job, "secrets")
    const around = aroundOf(root, job)
    return {
      ...nothing,
      file,
      name,
      place: job.place,
      environments: [
        ...(said === undefined ? [] : [{ ...said, may: mayBecome(said.text, lookup) }]),
        ...handedOn(workflow, job, workflows),
        ...toldOutside(workflow, job),
      ],
      secrets: [
        ...secretsBelow(job),
        ...(inherit !== undefined && textOf(inherit) === "inherit"
          ? [{ text: "secrets: inherit", place: inherit.place, may: [anything] }]
          : []),
      ],
      texts: [...textsBelow(job), ...steps.texts],
      logins: steps.logins,
      locks: groupsOf(job, lookup),
      lockName,
      scripts: steps.scripts,
      actions: steps.actions,
      starts:
        called !== undefined && uses !== undefined
          ? [{ file: called, text: textOf(uses) ?? "", place: uses.place }]
          : [],
      ...(around === undefined ? {} : { around }),
    }
  }

  const wholeOf = (workflow: Workflow): CiJob => {
    const { file, root } = workflow
    const shared = [get(root, "env"), get(root, "defaults"), get(root, "run-name")]
    return {
      ...nothing,
      file,
      place: { file, line: 1, column: 1 },
      secrets: shared.flatMap(secretsBelow),
      texts: shared.flatMap(textsBelow),
      locks: groupsOf(root, lookupIn(workflow, root)),
      lockName,
    }
  }

  const foreign = [...workflows.values()].filter(({ file }) => !own.has(file))
  const jobs = foreign.flatMap((workflow) => [
    wholeOf(workflow),
    ...jobsOf(workflow).map(([name, job]) => jobOf(workflow, name, job)),
  ])
  return { jobs, unreadable: unreadable.filter(({ place }) => !own.has(place.file)), overrides: [], outside, files }
}
