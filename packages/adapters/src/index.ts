export type { Adapter, Against, Capabilities, Compiled, CompiledFile, CompileOptions } from "./adapter.js"
export { type AdapterName, adapters } from "./adapters.js"
export {
  type Audit,
  type Audited,
  audit,
  type ChannelKind,
  type Reading,
  type Repository,
  repositoryOf,
  type SideChannel,
  type SideChannelCode,
  sideChannelCodes,
} from "./audit/index.js"
export { github } from "./github/github.js"
export { gitlab } from "./gitlab/gitlab.js"
export type { Outcome } from "./prove/model.js"
export type { Counterexample, JobStory, Proof, Property, PropertyName } from "./prove/proof.js"
export type { EnvironmentRequirements, RequiredGate, Requirements, Way } from "./prove/requirements.js"
