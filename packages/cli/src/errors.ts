/**
 * Every code that the command reports, with what it stands for. Codes never change their meaning: SL50 what was typed,
 * SL51 a program that cannot be loaded, SL52 what a program exports, SL53 the configuration, SL54 files that are written,
 * SL55 the ledger and who works on it, SL56 what files are held against, SL59 the command itself.
 */
export const codes = {
  SL5001: "a file that was named does not exist",
  SL5002: "a folder was named where a file is needed",
  SL5003: "a file was named that is neither TypeScript nor JavaScript",
  SL5004: "no file was named and there is neither a folder of pipelines nor a configuration",
  SL5005: "the target is not one that Shipline compiles for",
  SL5006: "options were given that exclude each other",
  SL5007: "the command line cannot be understood",
  SL5008: "several pipelines were found where one is needed",
  SL5009: "a pipeline was asked for that the file does not hold",
  SL5101: "a file cannot be read",
  SL5102: "a file has a syntax error",
  SL5103: "a file uses TypeScript that cannot be run by taking its types away",
  SL5104: "a program threw an exception while it was loaded",
  SL5105: "a program waits for something that never comes",
  SL5106: "a file imports something that is not there",
  SL5107: "@shipline/core is not installed where the program can find it",
  SL5108: "a file imports a name that the other one does not export",
  SL5109: "a program ended the process while it was loaded",
  SL5201: "a program has no default export",
  SL5202: "the default export of a program is no pipeline",
  SL5203: "two pipelines have one name",
  SL5204: "two pipelines would be written to one file",
  SL5301: "the configuration is not an object",
  SL5302: "the configuration has a key that Shipline does not know",
  SL5303: "a key of the configuration has a value that it cannot have",
  SL5304: "the configuration names pipelines although there is a folder of pipelines, which comes first",
  SL5305: "a pattern of the configuration matches no file",
  SL5401: "a folder or a file cannot be written",
  SL5402: "a folder stands where a file must be written, or a file where a folder must be",
  SL5403: "the disk is full",
  SL5404: "a file differs from its program",
  SL5405: "the file of a program is missing",
  SL5406: "a file was left behind by a pipeline that is gone",
  SL5407: "git ignores a file that has to be committed",
  SL5501: "an environment was named that the ledger does not know",
  SL5502: "an option has a value that it cannot have",
  SL5503: "nothing was ever deployed to an environment successfully",
  SL5504: "no pipeline of the project has an environment",
  SL5505: "several pipelines of the project have an environment",
  SL5506: "a chain of the ledger is not sound",
  SL5507: "what is to be deployed is not on the remote",
  SL5508: "gh is not installed or not logged in, so that nothing was started",
  SL5509: "gh could not start a workflow",
  SL5601: "a file is no workflow of GitHub and no file of GitLab CI",
  SL5602: "nothing says what a file is held against",
  SL5603: "a policy holds something that it cannot have",
  SL5604: "an environment was named without its gates, or gates without an environment",
  SL5605: "no file names an environment that was asked about",
  SL5606: "a gate was named that a file has no job for",
  SL5607: "a file comes from no program of the project",
  SL5608: "a file that was given as a plan is none",
  SL5901: "the command itself failed",
  SL5902: "a file was made that does not keep what its plan promises",
} as const

export type CliCode = keyof typeof codes

/** Other codes that are mistakes in what was typed, too: names and values of options, a missing reason. */
const typed: ReadonlySet<string> = new Set([
  ...["SL4005", "SL4006", "SL4007", "SL4013", "SL4306", "SL6009", "SL6011", "SL6109"],
  ...["SL5501", "SL5502", "SL5504", "SL5505"],
])

/** Mistakes in what was typed end with 2, everything else that is refused or fails with 1. */
export const exitCodeOf = (code: string): 1 | 2 => (/^SL5[06]/.test(code) || typed.has(code) ? 2 : 1)
