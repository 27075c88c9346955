import type { Code, Problem } from "@shipline/core"
import type { Place } from "@shipline/core/plan"

export type Sentence = readonly [message: string, hint: string]

/** What is wrong with a plan or a file, one writer per code. */
export type Sentences = { readonly [C in Code]?: (...details: never[]) => Sentence }

/** The place in the plan and in the program that a problem is about. */
export interface Subject {
  readonly path: string
  readonly at?: Place | undefined
}

type Details<W> = W extends (...details: infer D) => Sentence ? D : never

type Write<S extends Sentences, R> = <C extends keyof S & Code>(
  code: C,
  subject: Subject,
  ...details: Details<S[C]>
) => R

/** Makes problems by the sentences of a platform. */
export const problemsBy =
  <S extends Sentences>(sentences: S): Write<S, Problem> =>
  (code, { path, at }, ...details) => {
    const write = sentences[code] as (...details: unknown[]) => Sentence // the details fit the code, as the parameters say
    const [message, hint] = write(...details)
    return { code, path, message, hint, ...(at === undefined ? {} : { at }) }
  }

/** The problems of one compilation, each once. */
export interface Reported<S extends Sentences> {
  readonly add: Write<S, void>
  readonly addAll: (problems: readonly Problem[]) => void
  readonly problems: () => readonly Problem[]
}

export const reportBy = <S extends Sentences>(problem: Write<S, Problem>): Reported<S> => {
  const found = new Map<string, Problem>()
  const addAll = (problems: readonly Problem[]): void => {
    for (const one of problems) found.set(JSON.stringify([one.code, one.path, one.message]), one)
  }
  return {
    add: (code, subject, ...details) => addAll([problem(code, subject, ...details)]),
    addAll,
    problems: () => [...found.values()],
  }
}
