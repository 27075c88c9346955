export { all } from "./dsl/all.js"
export { type Artifact, artifact, type FilesOptions, type ImageOptions } from "./dsl/artifact.js"
export { type Cache, cache } from "./dsl/cache.js"
export type { AnyCandidate, Candidate } from "./dsl/candidate.js"
export type { Duration } from "./dsl/duration.js"
export { type AnyEnvironment, type Environment, environment } from "./dsl/environment.js"
export { approval, gate } from "./dsl/gate.js"
export type {
  AdvisoryEnvironmentGate,
  AdvisoryGate,
  AnyGate,
  EnvironmentGate,
  FirmContract,
  FirmEnvironmentGate,
  FirmGate,
  Gate,
  GateContract,
} from "./dsl/gate-kinds.js"
export { type Identity, identity } from "./dsl/identity.js"
export type { GateOptions, JobOptions, Service } from "./dsl/job-options.js"
export type { GateName, Literal } from "./dsl/literal.js"
export { matrix, shard } from "./dsl/matrix.js"
export { isPipeline, type Pipeline, type PipelineOptions, pipeline } from "./dsl/pipeline.js"
export { $raw, type Raw } from "./dsl/raw.js"
export type { Ref } from "./dsl/ref.js"
export { type Rollout, rollout, type Schema } from "./dsl/rollout.js"
export { secret } from "./dsl/secret.js"
export { type Shell, sh } from "./dsl/shell.js"
export { soak } from "./dsl/soak.js"
export type { Target } from "./dsl/target.js"
export { go, java, node, python, type Toolchain } from "./dsl/toolchain.js"
export type { TriggerOptions } from "./dsl/trigger.js"
export { type Window, window } from "./dsl/window.js"
export { type Code, codes, type Problem, ShiplineError } from "./errors/index.js"
export type { Json } from "./plan/job.js"
export type { Plan } from "./plan/plan.js"
export { type Admission, type AdmissionRequest, admission, type Override } from "./policy/admission/admission.js"
export { type DeploymentAbout, type Opening, openDeployment } from "./policy/admission/open-deployment.js"
export { type CriticalPath, criticalPath } from "./policy/budget.js"
export { verify } from "./policy/verify.js"
