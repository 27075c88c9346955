import { get, itemsOf, type Tree, textOf } from "../../gitlab/read/tree.js"
import type { Around } from "../ci-job.js"
import { entriesOf } from "../tree.js"

/** Events that start a workflow with the repository's rights, whatever the pipeline's own gates say. */
const events = ["pull_request_target", "issue_comment", "workflow_run", "schedule", "repository_dispatch"]

/** These run with the rights of the repository on what others bring: whoever may open a pull request, or comment on one. */
const untrusted = new Set(["pull_request_target", "issue_comment", "workflow_run"])

/** Rights by which one comes to a deployment: to the ledger, to the pipeline's lanes, to a role. */
const rights = ["contents", "actions", "deployments", "id-token"]

const eventsOf = (on: Tree | undefined): readonly { readonly name: string; readonly tree: Tree }[] => {
  const named = on?.kind === "table" ? entriesOf(on).map(([name, tree]) => ({ name, tree })) : []
  const listed = on?.kind === "table" ? [] : itemsOf(on).flatMap((tree) => ({ name: textOf(tree) ?? "", tree }))
  return [...named, ...listed].filter(({ name }) => events.includes(name))
}

const powersOf = (permissions: Tree | undefined, isUntrusted: boolean): readonly string[] => {
  if (permissions === undefined) return isUntrusted ? ["the default permissions, which may write"] : []
  const all = textOf(permissions)
  if (all !== undefined) return all === "write-all" ? ["permissions: write-all"] : []
  return rights.filter((right) => textOf(get(permissions, right)) === "write").map((right) => `${right}: write`)
}

/** What a job that is triggered around the pipeline may do. */
export const aroundOf = (root: Tree, job: Tree): Around | undefined => {
  const found = eventsOf(get(root, "on"))
  const [first] = found
  if (first === undefined) return undefined
  const isUntrusted = found.some(({ name }) => untrusted.has(name))
  const powers = powersOf(get(job, "permissions") ?? get(root, "permissions"), isUntrusted)
  return powers.length === 0 ? undefined : { events: found.map(({ name }) => name), powers, place: first.tree.place }
}
