import type { Answer, Question } from "./question.js"

/** What the platform says of files. */
export const prove = (question: Question): Answer => {
  const { adapter, files, against } = question
  return { ...question, proof: adapter.prove(files, against) }
}
