import { type Adapter, adapters, type CompiledFile } from "@shipline/adapters"
import { refuse } from "../problem.js"
import { documentsOf, isRecord } from "./data.js"

type Platform = "github" | "gitlab"

const byPath = (path: string): Platform | undefined => {
  if (/(?:^|\/)\.github\/workflows\/[^/]+\.ya?ml$/i.test(path)) return "github"
  return /(?:^|\/|\.)\.?gitlab-ci\.ya?ml$|(?:^|\/)\.gitlab\/.+\.ya?ml$/i.test(path) ? "gitlab" : undefined
}

/** The keys at the top that only one platform reads. */
const byText = (text: string): Platform | undefined => {
  const tops = documentsOf(text).filter(isRecord)
  if (tops.some((top) => isRecord(top.jobs) && ("on" in top || "true" in top))) return "github"
  const isJob = (value: unknown): boolean => isRecord(value) && ("script" in value || "trigger" in value)
  return tops.some((top) => Object.values(top).some(isJob) || "stages" in top || "include" in top)
    ? "gitlab"
    : undefined
}

const known: ReadonlyMap<string, Adapter> = new Map(Object.entries(adapters))

/** The platform that reads a file, by its path, else by what it holds. Throws a `Refusal` with SL5601. */
export const platformOf = ({ path, text }: CompiledFile): Adapter => {
  const name = byPath(path) ?? byText(text)
  const found = name === undefined ? undefined : known.get(name)
  return (
    found ??
    refuse(
      "SL5601",
      `'${path}' is no workflow of GitHub and no file of GitLab CI`,
      "Name a file below .github/workflows, a .gitlab-ci.yml, or one that has their keys.",
    )
  )
}
