import { execFile } from "node:child_process"

/** How a tool ended: `code` is undefined where it could not be started. */
export interface ToolEnded {
  readonly code: number | undefined
  readonly stdout: string
  readonly stderr: string
}

/** Runs a tool in a folder, its words as they are: no shell reads them. */
export const runTool = (cwd: string, [tool = "", ...args]: readonly string[]): Promise<ToolEnded> =>
  new Promise((resolve) => {
    execFile(tool, args, { cwd, encoding: "utf8" }, (error, stdout, stderr) => {
      const code = error === null ? 0 : typeof error.code === "number" ? error.code : undefined
      resolve({ code, stdout, stderr })
    })
  })
