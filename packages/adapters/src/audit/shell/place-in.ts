import { unknown, type Word } from "./word.js"

/** The machine or the address that a command names: `deploy@shop.example`, `https://…`. */
export const placeIn = (program: string, words: readonly Word[]): string | undefined => {
  // Where there is no other word that it could be, the first one is it.
  const host =
    program === "ssh" ? words.find(({ text }) => !text.startsWith("-") && !text.includes(unknown)) : undefined
  const named = words.find(
    ({ text }) =>
      !text.startsWith("-") &&
      !text.includes(unknown) &&
      /^(?:https?:\/\/\S+|[\w.-]+@[\w.-]+(?::\S*)?|[\w-]+(?:\.[\w-]+)+:\S*)$/.test(text),
  )
  return (named ?? host)?.text.replace(/^([\w.-]+@[\w.-]+|[\w.-]+):(?!\/\/).*$/, "$1")
}
