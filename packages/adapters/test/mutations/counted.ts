import type { Expectation } from "./mutation.js"

/** What the suite of a platform found, in the words that it prints. */
export const counted = (
  platform: string,
  mutants: readonly { readonly expects: Expectation }[],
  missed: number,
  goldens: number,
  falseAlarms: number,
): string => {
  const kinds = mutants.map(({ expects }) => ("harmless" in expects ? "harmless" : expects.caught))
  const count = (kind: string): number => kinds.filter((one) => one === kind).length
  const caught = ["safety", "reachability", "non-interference", "rule", "unreadable"].map(
    (kind) =>
      `${count(kind)} by ${kind === "rule" ? "a rule of the text" : kind === "unreadable" ? "refusing the file" : kind}`,
  )
  return [
    `${platform}: ${mutants.length} mutants, ${mutants.length - count("harmless")} caught (${caught.join(", ")}),`,
    `${count("harmless")} harmless, ${missed} missed;`,
    `${goldens} golden files judged, ${falseAlarms} false alarms`,
  ].join(" ")
}
