export type { MatchResult } from "./match-result.js"
export { matchers, type PipelineMatchers } from "./matchers.js"
export { type FastCheck, outcomesOf } from "./outcomes-of.js"
