import { lockName } from "../../gitlab/lock-name.js"
import { reserved } from "../../gitlab/read/reserved.js"
import { get, itemsOf, type Tree, textOf } from "../../gitlab/read/tree.js"
import {
  type CiFiles,
  type CiJob,
  type CiScript,
  nothing,
  type Open,
  type Override,
  type Said,
  type Unreadable,
} from "../ci-job.js"
import { normalPath } from "../path.js"
import type { Repository } from "../repository.js"
import type { Command } from "../shell/word.js"
import { entriesOf, scriptPlace, textsBelow } from "../tree.js"
import { type Loaded, loadGitlab } from "./load.js"
import { aroundOf } from "./powers.js"
import { extended, scriptLeaves } from "./resolve.js"
import { mayBecome, mentionedIn, type Values, valuesIn, variablesOf } from "./variables.js"

const entry = ".gitlab-ci.yml"

/** The lines of several scripts as one, so that a `cd` holds for what stands behind it. */
const scriptOf = (
  leaves: readonly Tree[],
  sources: ReadonlyMap<string, string>,
  variables: CiScript["variables"],
): CiScript => {
  const parts = leaves.flatMap((leaf) => {
    const text = textOf(leaf)
    return text === undefined ? [] : [{ text: text.replace(/\n$/, ""), place: leaf.place }]
  })
  const starts: number[] = []
  let count = 0
  for (const { text } of parts) {
    starts.push(count)
    count += text.split("\n").length
  }
  const at = (line: number, command?: Command) => {
    const index = Math.max(
      0,
      starts.findLastIndex((start) => start <= line),
    )
    const part = parts[index]
    if (part === undefined) return { file: entry, line: 1, column: 1 }
    return scriptPlace(sources.get(part.place.file) ?? "", part.place)(line - (starts[index] ?? 0), command)
  }
  return { text: parts.map(({ text }) => text).join("\n"), folder: "", variables, at, through: [] }
}

/** A value, and all that it may turn out to be. */
const opened = (tree: Tree | undefined, values: Values, inputs: Values): readonly Open[] => {
  const text = textOf(tree)
  return tree === undefined || text === undefined
    ? []
    : [{ text, place: tree.place, may: mayBecome(text, values, inputs) }]
}

const environmentOf = (job: Tree, values: Values, inputs: Values): readonly Open[] => {
  const environment = get(job, "environment")
  if (environment?.kind !== "table") return opened(environment, values, inputs)
  return textOf(get(environment, "action")) === "stop" ? [] : opened(get(environment, "name"), values, inputs)
}

/** The variables that a text mentions: each may be a secret. */
const mentioned = ({ text, place }: Said): readonly Open[] =>
  mentionedIn(text).map((one) => ({ text, place, may: [[one]] }))

const startsOf = (job: Tree): CiJob["starts"] => {
  const trigger = get(job, "trigger")
  const project = trigger?.kind === "leaf" ? trigger : get(trigger, "project")
  const text = textOf(project)
  if (project !== undefined && text !== undefined && /\$\{?CI_PROJECT_(?:PATH|ID)\b/.test(text))
    return [{ text, place: project.place }]
  return itemsOf(get(trigger, "include")).flatMap((include) => {
    const text = textOf(include.kind === "leaf" ? include : get(include, "local"))
    const file = text === undefined || text.includes("$") ? undefined : normalPath(text)
    return text === undefined || file === undefined ? [] : [{ file, text, place: include.place }]
  })
}

/** Reads the GitLab file of a repository with its local includes and the pipelines that its jobs start. */
export const readGitlab = (repository: Repository, own: ReadonlySet<string>): CiFiles => {
  const unreadable: Unreadable[] = []
  const outside: Said[] = []
  const overrides: Override[] = []
  const files = new Set<string>()
  const jobs: CiJob[] = []
  const done = new Set<string>()

  const jobOf = (name: string, written: Tree, loaded: Loaded): CiJob => {
    const { whole } = loaded
    const job = extended(whole, written)
    const levels = [get(whole, "variables"), get(job, "variables")]
    const values = valuesIn(levels, job)
    const inputs: Values = (input) => loaded.inputs.get(input)
    const sources = new Map(loaded.files.map(({ file, source }) => [file, source]))
    const variables = variablesOf(levels)
    const leaves = scriptLeaves(whole, job).filter((one) => one.length > 0)
    const scripts = leaves.map((one) => scriptOf(one, sources, variables))
    const texts = [
      ...entriesOf(job)
        .filter(([key]) => !/^(?:before_|after_)?script$/.test(key))
        .flatMap(([, tree]) => textsBelow(tree)),
      ...leaves.flat().flatMap(textsBelow),
    ]
    const fetched = entriesOf(get(job, "secrets")).map(
      ([key, tree]): Open => ({ text: key, place: tree.place, may: [[key]] }),
    )
    const audiences = entriesOf(get(job, "id_tokens")).flatMap(([, token]) =>
      itemsOf(get(token, "aud")).flatMap(textsBelow),
    )
    const around = aroundOf(job, scripts.map(({ text }) => text).join("\n"))
    return {
      ...nothing,
      file: written.place.file,
      name,
      place: written.place,
      environments: environmentOf(job, values, inputs),
      secrets: [...fetched, ...texts.flatMap(mentioned)],
      hasAllSecrets: true,
      texts,
      audiences,
      locks: opened(get(job, "resource_group"), values, inputs),
      lockName,
      scripts,
      starts: startsOf(job),
      ...(around === undefined ? {} : { around }),
    }
  }

  /** What a file says for all of its jobs. */
  const wholeOf = (file: string, root: Tree): CiJob => {
    const texts = textsBelow(get(root, "variables"))
    return {
      ...nothing,
      file,
      place: { file, line: 1, column: 1 },
      secrets: texts.flatMap(mentioned),
      texts,
      lockName,
    }
  }

  const jobKeys = (root: Tree): readonly (readonly [string, Tree])[] =>
    entriesOf(root).filter(([key]) => !reserved.has(key))

  const readPipeline = (file: string): void => {
    if (done.has(file)) return
    done.add(file)
    const loaded = loadGitlab(repository, file)
    for (const one of loaded.files) files.add(one.file)
    unreadable.push(...loaded.unreadable)
    outside.push(...loaded.outside)
    const foreign = loaded.files.filter((one) => !own.has(one.file))
    for (const one of foreign) jobs.push(wholeOf(one.file, one.root))
    const ownJobs = new Map(
      loaded.files
        .filter((one) => own.has(one.file))
        .flatMap((one) => jobKeys(one.root).map(([key]) => [key, one.file])),
    )
    for (const { root } of foreign)
      for (const [key, tree] of jobKeys(root)) {
        const over = ownJobs.get(key)
        if (over !== undefined) overrides.push({ text: key, place: tree.place, over })
      }
    for (const [name, written] of jobKeys(loaded.whole)) {
      if (name.startsWith(".") || written.kind !== "table" || own.has(written.place.file)) continue
      const job = jobOf(name, written, loaded)
      jobs.push(job)
      for (const { file: started } of job.starts) if (started !== undefined && !own.has(started)) readPipeline(started)
    }
  }

  if (repository.read(entry).kind !== "absent") readPipeline(entry)
  return {
    jobs,
    unreadable: unreadable.filter(({ place }) => !own.has(place.file)),
    overrides,
    outside,
    files: [...files],
  }
}
