import { apiWrite } from "../shell/api-write.js"
import { inCommand, type Rule } from "./rule.js"

/** What can be changed by an API so that an environment lets in what it should not. */
const acts: readonly { readonly subject: string; readonly what: string; readonly path: RegExp }[] = [
  {
    subject: "approval",
    what: "decides approvals of deployments",
    path: /\/pending_deployments\b|\/deployments\/[^/\s]+\/approval\b|\/jobs\/[^/\s]+\/play\b|\bapprovePending/,
  },
  {
    subject: "rules",
    what: "changes the rules of environments",
    path: /\/environments\/[^/\s]+(?:$|[\s"'?])|\/deployment-branch-policies\b|\/deployment_protection_rules\b|\/protected_environments\b/,
  },
]

/** Jobs that decide in the place of people, or of an environment's rules. */
export const protection: Rule = ({ guarded: { environments }, commands }) =>
  environments.length === 0
    ? []
    : acts.flatMap(({ subject, what, path }) => {
        const act = commands.find(({ command }) => path.test(apiWrite(command) ?? ""))
        return inCommand(act, { subject, environments, what })
      })
