import { convertWorkflowTemplate, ErrorPolicy, NoOperationTraceWriter, parseWorkflow } from "./github-parser.js"

/** A workflow as GitHub's own parser reads it: its template, with whatever the parser has against it. */
export const workflowTemplate = async (fileName: string, text: string) => {
  const { context, value } = parseWorkflow({ name: fileName, content: text }, new NoOperationTraceWriter())
  // Conversion finds what the schema cannot (cycles, unknown needs); it is tried even after errors, to report all at once.
  const template =
    value && (await convertWorkflowTemplate(context, value, undefined, { errorPolicy: ErrorPolicy.TryConversion }))
  return { jobs: template?.jobs ?? [], events: template?.events ?? {}, errors: context.errors.getErrors() }
}
