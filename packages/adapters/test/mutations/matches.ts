import type { Counterexample, Proof } from "../../src/prove/proof.js"
import type { Expectation, Harmless, Unreadable, Unsafe } from "./mutation.js"

const endingOf = ({ jobs }: Counterexample, gate: string): string =>
  jobs.find(({ job }) => job === gate)?.outcome ?? "absent"

const value = ({ run }: Counterexample, name: string): string | undefined => run.find((one) => one.name === name)?.value

const tells = (found: Counterexample, { job, gate, ends, lane, event, cancelled }: Unsafe): boolean =>
  found.property === "safety" &&
  found.job === job &&
  (gate === undefined || found.missing.includes(gate)) &&
  (ends === undefined || found.missing.some((one) => ends.some((end) => end === endingOf(found, one)))) &&
  (lane === undefined || found.lane === lane) &&
  (event === undefined || value(found, "event") === event) &&
  (cancelled === undefined || found.cancelled !== undefined)

const tellsWhat = (found: Counterexample, expects: Exclude<Expectation, Harmless | Unreadable>): boolean => {
  switch (expects.caught) {
    case "safety":
      return tells(found, expects)
    case "reachability": {
      const { job, lane } = expects
      return found.property === "reachability" && found.job === job && (lane === undefined || found.lane === lane)
    }
    case "non-interference":
      return found.property === "non-interference" && (expects.job === undefined || found.job === expects.job)
    case "rule":
      return expects.rule.test(found.property) && (expects.job === undefined || found.job === expects.job)
  }
}

/** The counterexample that tells what was expected; for a file that is harmless or unreadable there is none to look for. */
export const telling = (expects: Expectation, { counterexamples }: Proof): Counterexample | undefined =>
  "harmless" in expects || expects.caught === "unreadable"
    ? undefined
    : counterexamples.find((found) => tellsWhat(found, expects))

/** What is wrong with the answer to a mutant, undefined where it is as expected. */
export const missed = (expects: Expectation, proof: Proof): string | undefined => {
  const said = [
    ...proof.counterexamples.map(({ property, story }) => `${property}: ${story.join(" ")}`),
    ...proof.problems.map(({ message }) => message),
  ]
  if ("harmless" in expects)
    return proof.verdict === "proved" ? undefined : `a false alarm: ${proof.verdict}\n${said.join("\n")}`
  if (expects.caught === "unreadable")
    return proof.verdict !== "proved" && said.some((one) => expects.says.test(one))
      ? undefined
      : `not refused: ${proof.verdict}\n${said.join("\n")}`
  if (proof.verdict !== "refuted") return `missed: ${proof.verdict}\n${said.join("\n")}`
  return telling(expects, proof) === undefined ? `another story:\n${said.join("\n")}` : undefined
}
