import { registerHooks } from "node:module"

// The package imports its JSON without `with { type: "json" }`, which Node refuses. The hook adds the attribute, for the
// time of these imports only; loaded this way it needs neither a bundle nor a setting of the test runner.
const hooks = registerHooks({
  load: (url, context, next) =>
    next(url, url.endsWith(".json") ? { ...context, importAttributes: { type: "json" } } : context),
})

/** GitHub's own parser of workflow files. */
export const { parseWorkflow, convertWorkflowTemplate, NoOperationTraceWriter } = await import(
  "@actions/workflow-parser"
)
export const { ErrorPolicy } = await import("@actions/workflow-parser/model/convert")

hooks.deregister()
