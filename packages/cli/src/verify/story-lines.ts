import type { Problem } from "@shipline/core"

/** The sentences of a story that say more than its title, which is the last of them. */
export const storyLines = ({ message }: Problem, story: readonly string[]): readonly string[] =>
  story.filter((one) => one.toLowerCase() !== `${message.toLowerCase()}.`)
