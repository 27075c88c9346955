export { type Explored, explore, TooMany } from "./explore.js"
export {
  type Ended,
  type Outcome,
  type Result,
  type Script,
  type Start,
  simulateRun,
  startContexts,
  startingContexts,
  starts,
} from "./run.js"
export { startsOf } from "./starts-of.js"
export { readWorkflow, type Workflow, type WorkflowJob } from "./workflow.js"
