import { at, entryOf, isMap } from "../../../yaml/look.js"
import type { YamlNode } from "../../../yaml/node.js"
import { ruleProblem } from "./problems.js"
import type { Rule } from "./rule.js"

/** A mapping names what is allowed and forbids the rest; a word, `write-all` or `read-all`, or nothing at all does not. */
const namesAll = (permissions: YamlNode | undefined): boolean => isMap(permissions)

export const leastPermissions: Rule = {
  name: "every job says what its permissions are",
  everywhere: false,
  check: ({ file }) =>
    file.jobs.flatMap(({ id, name, place, node }) => {
      const own = entryOf(node, "permissions")
      if (namesAll(own === undefined ? at(file.node, "permissions") : own.value)) return []
      return [{ job: id, problem: ruleProblem("SL3443", { path: `jobs.${id}`, at: place }, name) }]
    }),
}
