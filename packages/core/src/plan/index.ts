export { type EnvironmentPolicy, environmentPolicy, type PolicyRequirement } from "./environment-policy.js"
export type { FreezeWindow } from "./freeze-window.js"
export type { Cache, Job, Json, MatrixAxis, Service, Shell as ShellName, Step, Toolchain } from "./job.js"
export { type Lane, lanes } from "./lane.js"
export { laneView } from "./lane-view.js"
export type {
  ApprovalNode,
  BuildNode,
  CheckNode,
  DeployNode,
  Node,
  NodeKind,
  NodeOf,
  SoakNode,
  VerifyNode,
} from "./node.js"
export type { Place } from "./place.js"
export type { Artifact, Environment, Gate, Plan, Requirement, Tier, Triggers } from "./plan.js"
export { planText } from "./plan-text.js"
export { releasedArtifacts } from "./released-artifacts.js"
export { shellWord } from "./shell-word.js"
export { slug } from "./slug.js"
export { jobVariables } from "./used-artifacts.js"
export type { ArtifactField, Script, Value, Variable } from "./value.js"
