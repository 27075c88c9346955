import { leastPermissions } from "./least-permissions.js"
import { lockOnce } from "./lock-once.js"
import { neverCutOff } from "./never-cut-off.js"
import { noValueInScript } from "./no-value-in-script.js"
import type { Rule } from "./rule.js"
import { wholeMatrix } from "./whole-matrix.js"

export type { Rule, RuleScope } from "./rule.js"

/** What the text of a workflow keeps, whatever a run does. */
export const rules: readonly Rule[] = [neverCutOff, lockOnce, noValueInScript, leastPermissions, wholeMatrix]
