import { isMarked } from "../shell/is-marked.js"
import { inCommand, inText, type Rule } from "./rule.js"

/** Jobs that do what the pipeline's deployments do, by themselves or through what they call. */
export const commands: Rule = ({ job, guarded, commands: met }) => [
  ...guarded.commands.flatMap(({ mark, text, environments }) => {
    const first = met.find(({ command, folder }) => isMarked(command, folder, mark))
    return inCommand(first, { subject: text, environments, what: `'${text}'` })
  }),
  ...guarded.actions.flatMap(({ text, environments }) => {
    const first = job.actions.find((action) => action.text.toLowerCase() === text.toLowerCase())
    return inText(first, { subject: text, environments, what: `the action ${text}` })
  }),
]
