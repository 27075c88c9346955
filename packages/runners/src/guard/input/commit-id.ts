import { misused } from "../guard-error.js"
import { needed, type Variables } from "./variables.js"

/** A variable that holds the id of a commit. */
export const commitId = (variables: Variables, name: string): string => {
  const commit = needed(variables, name)
  if (!/^[0-9a-f]{40,64}$/.test(commit)) throw misused(name, "is not the id of a commit")
  return commit
}
