import type { GuardedPipeline } from "../guarded.js"
import { bare } from "../shell/bare.js"
import { unknown } from "../shell/word.js"
import { inCommand, inText, type JobCommand, type Rule } from "./rule.js"

/** What a command starts: the name that it gives, or `unknown` for one that is only known when it runs. */
const started = ({ command }: JobCommand): string | undefined => {
  const words = bare(command.words).map(({ text }) => text)
  const text = words.join(" ")
  const run = words.indexOf("workflow")
  if (words[0] === "gh" && run >= 0 && words[run + 1] === "run") {
    const options = new Set(["-R", "--repo", "-r", "--ref", "-f", "--raw-field", "-F", "--field"])
    const rest = words.slice(run + 2)
    return rest.find((word, index) => !word.startsWith("-") && !options.has(rest[index - 1] ?? "")) ?? unknown
  }
  const [, workflow] = /\/actions\/workflows\/([^/\s]+)\/dispatches/.exec(text) ?? []
  return workflow
}

/** GitLab starts a whole pipeline, of whatever the file holds. */
const startsAll = ({ command }: JobCommand): boolean => {
  const words = bare(command.words).map(({ text }) => text)
  const text = words.join(" ")
  if (words[0] === "glab" && /\b(?:ci|pipeline)\b.*\b(?:run|trigger|run-trig)\b/.test(text)) return true
  return (
    /\/projects\/[^/\s]+\/(?:trigger\/pipeline|pipeline)(?=["'?\s]|$)/.test(text) &&
    /\b(?:POST|--form|-F|--data|-d)\b|\s-F\s/.test(text)
  )
}

const shiplineLane = ({ command }: JobCommand): boolean => {
  const words = bare(command.words).map(({ text }) => text)
  if (words[0] !== "shipline" || words.includes("--dry-run")) return false
  return (
    ["promote", "rollback"].includes(words[1] ?? "") ||
    (words[1] === "run" && words.some((word) => /^--(?:allow|remote)\b/.test(word)))
  )
}

/** Whether a word names the pipeline: by its name, its file's name or its path. */
const isNamed = ({ name, files }: GuardedPipeline, given: string): boolean =>
  given === name || files.some((file) => given === file || given === file.split("/").at(-1))

/** Whether a path, from wherever it begins, is that of a file of the pipeline. */
const isFile = ({ files }: GuardedPipeline, path: string): boolean =>
  files.some((file) => path === file || path.endsWith(`/${file}`))

/** Jobs that start a pipeline, or one of its lanes. */
export const dispatch: Rule = ({ job, guarded, commands }) => {
  const deploying = guarded.pipelines.filter((one) => one.environments.length > 0)
  if (deploying.length === 0) return []
  const own = deploying.flatMap((pipeline) => {
    const { name, environments, files } = pipeline
    const about = { subject: name, environments, what: `the pipeline '${name}'` }
    const command = commands.find((one) => {
      const given = started(one)
      return given !== undefined && (given.includes(unknown) || isNamed(pipeline, given) || isFile(pipeline, given))
    })
    const start = job.starts.find(({ file }) => file !== undefined && isFile(pipeline, file))
    const scripted = job.texts.find(
      ({ text }) =>
        /\b(?:createWorkflowDispatch|actions\/workflows\/)/.test(text) &&
        files.some((file) => text.includes(file.split("/").at(-1) ?? file)),
    )
    const action = job.actions.find(({ text }) => /dispatch/i.test(text))
    const told = action === undefined ? undefined : job.texts.find(({ text }) => isNamed(pipeline, text))
    return [...inCommand(command, about), ...inText(start ?? scripted ?? told, about)].slice(0, 1)
  })
  const environments = [...new Set(deploying.flatMap((one) => one.environments))]
  const whole = { subject: "pipeline", environments, what: "a pipeline of the project, whose lane it can choose" }
  const lane = { subject: "shipline", environments, what: "a deployment by the command" }
  return [
    ...own,
    ...inCommand(commands.find(startsAll), whole),
    ...inText(
      job.starts.find(({ file }) => file === undefined),
      whole,
    ),
    ...inCommand(commands.find(shiplineLane), lane),
  ]
}
