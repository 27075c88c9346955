import type { Rule } from "./rule.js"

export type { Rule, RuleScope } from "./rule.js"

export const rules: readonly Rule[] = []
