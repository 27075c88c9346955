export { type Audit, type Audited, audit } from "./audit.js"
export { type Reading, type Repository, repositoryOf } from "./repository.js"
export { type ChannelKind, type SideChannel, type SideChannelCode, sideChannelCodes } from "./side-channel.js"
