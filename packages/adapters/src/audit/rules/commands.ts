import { isMarked } from "../shell/is-marked.js"
import { wordsText } from "../shell/word.js"
import { nameOf, type Rule, sideChannel } from "./rule.js"

/** Jobs that do what the pipeline's deployments do, by themselves or through what they call. */
export const commands: Rule = ({ job, guarded, commands: met }) => [
  ...guarded.commands.flatMap(({ mark, text, environments }) => {
    const first = met.find(({ command, folder }) => isMarked(command, folder, mark))
    return first === undefined
      ? []
      : [
          sideChannel(
            "SL3504",
            job,
            {
              subject: text,
              found: wordsText(first.command),
              place: first.place,
              environments,
              through: first.through,
            },
            nameOf(job),
            `'${text}'`,
          ),
        ]
  }),
  ...guarded.actions.flatMap(({ text, environments }) => {
    const first = job.actions.find((action) => action.text.toLowerCase() === text.toLowerCase())
    return first === undefined
      ? []
      : [
          sideChannel(
            "SL3504",
            job,
            { subject: text, found: first.text, place: first.place, environments },
            nameOf(job),
            `the action ${text}`,
          ),
        ]
  }),
]
