export type { Adapter, Capabilities, Compiled, CompiledFile, CompileOptions } from "./adapter.js"
export { type AdapterName, adapters } from "./adapters.js"
export { github } from "./github/github.js"
