import type { Choice, Diagram, Diagrams } from "../../prove/diagrams.js"
import type { ModelChoice, Subject } from "../../prove/model.js"
import type { Requirements } from "../../prove/requirements.js"
import { at, entriesOf, itemsOf, textAt } from "../../yaml/look.js"
import type { YamlNode } from "../../yaml/node.js"
import { type Case, type Cases, merged, nothing, something, Unknown } from "./cases.js"
import { anyText, anything, commonTexts, sampleTexts, shown, text, unique, wordsOf, yesOrNo } from "./domains.js"
import { data } from "./github-expressions.js"
import { freshWord } from "./glob.js"
import { deployFrom, isOfPullRequest, referencesOf, refName, runsOn } from "./references.js"
import { keyOf, type Path, type Usages } from "./usages.js"
import type { WorkflowFile } from "./workflow-file.js"

/** What differs between runs before any job has started, and what expressions read of it. */
export interface Context {
  readonly choices: ModelChoice[]
  readonly possible: Diagram
  /** The runs on a reference from which the requirements let deploy. */
  readonly home: Diagram
  /** The runs of an event. */
  readonly on: (...events: readonly string[]) => Diagram
  /** The runs that a person started with a value of an input. */
  readonly given: (input: string, value: string) => Diagram
  readonly read: (path: Path) => Cases
  /** What something may be because that with which it is compared may. */
  readonly peersOf: (path: Path) => readonly data.ExpressionData[]
  readonly choose: (subject: Subject, values: readonly string[], more?: Partial<ModelChoice>) => Choice
}

/** Which events have a part of the event's own: on any other it is null. */
const partsOfEvents: { readonly [part: string]: (event: string) => boolean } = {
  pull_request: isOfPullRequest,
  number: isOfPullRequest,
  release: (event) => event === "release",
  workflow_run: (event) => event === "workflow_run",
  workflow: (event) => event === "workflow_run" || event === "workflow_dispatch",
  issue: (event) => event.startsWith("issue"),
  comment: (event) => event.includes("comment"),
  client_payload: (event) => event === "repository_dispatch",
  merge_group: (event) => event === "merge_group",
  schedule: (event) => event === "schedule",
  head_commit: (event) => event === "push",
  commits: (event) => event === "push",
  created: (event) => event === "push",
  deleted: (event) => event === "push",
  forced: (event) => event === "push",
}

interface Input {
  readonly name: string
  readonly event: string
  readonly values: readonly data.ExpressionData[]
  readonly open: boolean
}

const results = ["success", "failure", "cancelled", "skipped"]
const defaultBranch = "github.event.repository.default_branch"

const isCalled = (event: string): boolean => event === "workflow_call"

/** The choices of a run of a workflow, and how they are read. */
export const contextOf = (
  file: WorkflowFile,
  usages: Usages,
  requirements: Requirements,
  diagrams: Diagrams,
  /** Words that stand beside the conditions and that inputs are held against, such as names of environments. */
  words: readonly string[],
): Context => {
  const { and, or, not, yes, no, is } = diagrams
  const choices: ModelChoice[] = []
  const choose: Context["choose"] = (subject, values, more = {}) => {
    const choice = diagrams.choice(values.length)
    choices.push({ choice, subject, values, costs: values.map((_, index) => Math.min(index, 40)), ...more })
    return choice
  }
  const named = (name: string, values: readonly string[], exists?: Diagram): Choice =>
    choose({ kind: "context", name }, values, exists === undefined || exists === yes ? {} : { exists })

  // A called workflow sees the event of its caller.
  const seen = usages.get("github.event_name")
  const callers = [...(seen?.equals ?? []).map((value) => value.coerceString()), "an event of the caller"]
  const events = file.triggers.flatMap((trigger) =>
    isCalled(trigger.event)
      ? [...new Set(callers)].map((event) => ({ trigger, event, called: true }))
      : [{ trigger, event: trigger.event, called: false }],
  )
  const event = named(
    "event",
    events.map((one) => (one.called ? `${one.event} (called)` : one.event)),
  )
  const where = (test: (one: (typeof events)[number]) => boolean): Diagram =>
    is(event, ...events.flatMap((one, index) => (test(one) ? [index] : [])))

  const found = referencesOf(file.triggers, usages, requirements)
  const branch = named("default branch", found.branches)
  const ref = named("ref", found.refs)
  /** The runs on one of the references, which may be others where the default branch has another name. */
  const onOneOf = (refs: (branch: string) => readonly number[]): Diagram => {
    const sets = found.branches.map((name) => refs(name))
    if (sets.every((set) => set.join() === sets[0]?.join())) return is(ref, ...(sets[0] ?? []))
    return or(...sets.map((set, index) => and(is(branch, index), is(ref, ...set))))
  }
  const consistent = or(
    ...events.map(({ trigger }, index) => and(is(event, index), onOneOf(runsOn(trigger, found.refs)))),
  )
  const home = onOneOf(deployFrom(found.refs, requirements))

  const closed = (cases: readonly Case[], open = false): Cases => ({ cases: merged(diagrams, cases), wrong: no, open })
  const constant = (value: data.ExpressionData): Cases => closed([{ value, when: yes }])
  const ofRef = (value: (ref: string) => data.ExpressionData): Cases =>
    closed(
      found.refs.map((one, index) => ({ value: value(one), when: is(ref, index) })),
      true,
    )

  const peersOf: Context["peersOf"] = (path) => {
    const usage = usages.get(keyOf(path))
    const ofOthers = (usage?.peers ?? []).flatMap((peer): readonly string[] => {
      const key = keyOf(peer)
      if (key === "github.ref" || key === "github.event.ref") return found.refs
      if (key === "github.ref_name") return found.refs.map(refName)
      if (key === "github.event_name") return events.map((one) => one.event)
      if (key === defaultBranch) return found.branches
      return peer[0] === "needs" && peer[2] === "result" ? results : []
    })
    return [...ofOthers, ...commonTexts(usage)].map(text)
  }

  const inputsOf = ({ trigger, called }: (typeof events)[number]): readonly Input[] =>
    entriesOf(at(trigger.node, "inputs")).map(({ key, value }) => {
      const name = key.toLowerCase()
      const { values, open } = inputValues(
        value,
        usages.get(`inputs.${name}`),
        name,
        words,
        called,
        peersOf(["inputs", name]),
      )
      return { name, event: trigger.event, values, open }
    })
  const inputs = new Map<string, { readonly input: Input; readonly choice: Choice; readonly when: Diagram }[]>()
  const declared = new Map(events.map((one) => [one.trigger.event, one]))
  for (const one of declared.values())
    for (const input of inputsOf(one)) {
      if (!usages.has(`inputs.${input.name}`)) continue
      const when = where(({ trigger }) => trigger.event === input.event)
      const choice = named(input.name, input.values.map(shown), when)
      inputs.set(input.name, [...(inputs.get(input.name) ?? []), { input, choice, when }])
    }

  /** What an input holds; null where nobody could give it. */
  const readInput = (name: string, asText: boolean): Cases => {
    const known = inputs.get(name) ?? []
    const cases = known.flatMap(({ input, choice, when }) =>
      input.values.map((value, index) => ({
        value: asText && value.kind !== nothing.kind ? text(value.coerceString()) : value,
        when: and(when, is(choice, index)),
      })),
    )
    const rest = not(or(...known.map(({ when }) => when)))
    return closed(
      [...cases, { value: nothing, when: rest }],
      known.some(({ input }) => input.open),
    )
  }

  const freely = new Map<string, Cases>()
  /** Something that may hold whatever the conditions can tell apart, on the runs that have it at all. */
  const free = (path: Path, values: readonly data.ExpressionData[], when: Diagram): Cases => {
    const key = keyOf(path)
    const known = freely.get(key)
    if (known !== undefined) return known
    const choice = named(path.join("."), values.map(shown), when)
    const made = closed(
      [
        ...values.map((value, index) => ({ value, when: and(when, is(choice, index)) })),
        { value: nothing, when: not(when) },
      ],
      true,
    )
    freely.set(key, made)
    return made
  }
  const readGithub = (path: Path): Cases => {
    const [, name = "", part = "", ...rest] = path
    if (path.length === 1 || (name === "event" && path.length === 2)) return constant(something)
    if (name === "event_name" && path.length === 2)
      return closed(events.map((one, index) => ({ value: text(one.event), when: is(event, index) })))
    if (name === "ref" && path.length === 2) return ofRef(text)
    if (name === "ref_name" && path.length === 2) return ofRef((one) => text(refName(one)))
    if (name === "ref_type" && path.length === 2)
      return { ...ofRef((one) => text(one.startsWith("refs/tags/") ? "tag" : "branch")), open: false }
    if (keyOf(path) === defaultBranch)
      return closed(found.branches.map((one, index) => ({ value: text(one), when: is(branch, index) })))
    if (name === "event" && part === "ref" && rest.length === 0) {
      const has = where((one) => one.event === "push" || one.event === "workflow_dispatch")
      const cases = ofRef(text).cases.map(({ value, when }) => ({ value, when: and(when, has) }))
      return closed([...cases, { value: nothing, when: not(has) }], true)
    }
    if (name === "event" && part === "inputs") {
      if (rest.length === 0)
        return closed([
          { value: something, when: where((one) => one.trigger.event === "workflow_dispatch") },
          { value: nothing, when: where((one) => one.trigger.event !== "workflow_dispatch") },
        ])
      return readInput(rest[0] ?? "", true)
    }
    const values = unique([...anything(usages.get(keyOf(path)), path.at(-1) ?? ""), ...peersOf(path)])
    if (name === "event") {
      const has = Object.hasOwn(partsOfEvents, part) ? partsOfEvents[part] : undefined
      const when = has === undefined ? yes : where((one) => has(one.event) || one.called)
      if (rest.length === 0 && part === "pull_request")
        return closed([
          { value: something, when },
          { value: nothing, when: not(when) },
        ])
      return free(path, values, when)
    }
    if (name === "head_ref" || name === "base_ref") {
      const when = where((one) => isOfPullRequest(one.event) || one.called)
      return free(path, values, when)
    }
    return free(path, unique([...anyText(usages.get(keyOf(path)), name), ...peersOf(path)]), yes)
  }

  const read: Context["read"] = (path) => {
    const [context, name = ""] = path
    if (path.includes("*")) throw new Unknown()
    if (context === "github") return readGithub(path)
    if (context === "inputs" || context === "vars") {
      if (path.length === 1) return constant(something)
      if (path.length > 2) return constant(nothing)
      if (context === "inputs") return readInput(name, false)
      return free(path, unique([...anyText(usages.get(keyOf(path)), name), ...peersOf(path)]), yes)
    }
    throw new Unknown()
  }

  // What the run is comes before what its jobs do.
  for (const key of usages.keys()) if (/^(?:github|vars)\./.test(key) && !key.includes("*")) read(key.split("."))

  return {
    choices,
    possible: consistent,
    home,
    on: (...wanted) => where((one) => wanted.includes(one.event)),
    given: (input, value) =>
      or(
        ...readInput(input, true).cases.flatMap((one) =>
          one.value.coerceString() === value && one.value.kind === data.Kind.String ? [one.when] : [],
        ),
      ),
    read,
    peersOf,
    choose,
  }
}

/** What may arrive as an input: what it offers, nothing, and any other text, since only the web form holds anybody to the options. */
const inputValues = (
  node: YamlNode,
  usage: Parameters<typeof anyText>[0],
  name: string,
  words: readonly string[],
  called: boolean,
  peers: readonly data.ExpressionData[],
): Pick<Input, "values" | "open"> => {
  const type = textAt(node, "type") ?? "string"
  if (type === "boolean") return { values: [yesOrNo(false), yesOrNo(true)], open: false }
  if (type === "number")
    return {
      values: unique([...(usage?.equals ?? []), ...[0, 1, 271828].map((one) => new data.NumberData(one))]),
      open: true,
    }
  const options = itemsOf(at(node, "options")).flatMap((one) => (one.kind === "scalar" ? [String(one.value)] : []))
  const word = freshWord("other", [...wordsOf(usage), ...options, ...words])
  const initial = textAt(node, "default")
  const values = [
    ...[...(initial === undefined ? [] : [initial]), ...options].map(text),
    text(""),
    ...(called ? [nothing] : []),
    ...(usage?.equals ?? []).filter((value) => value.kind === data.Kind.String),
    ...sampleTexts(usage, word, `${name}-${word}`).map(text),
    ...words.map(text),
    ...peers,
  ]
  return { values: unique(values), open: true }
}
