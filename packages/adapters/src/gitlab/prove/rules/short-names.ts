import { problem } from "../../read/problems.js"
import type { TextRule } from "./rule.js"

const most = 128

export const shortNames: TextRule = {
  name: "no name of a job is too long for needs",
  find: ({ file }) =>
    file.jobs
      .filter(({ name }) => name.length > most)
      .map(({ name, place }) => ({
        job: name,
        problem: problem("SL3435", { path: name, at: place }, name, name.length, most),
      })),
}
