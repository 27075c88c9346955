import { execFileSync } from "node:child_process"
import { chmodSync, writeFileSync } from "node:fs"
import { join } from "node:path"
import { tempFolder } from "../support/project.js"

/** A script with the right to run. */
export const script = (path: string, text: string): string => {
  writeFileSync(path, `#!/bin/sh\n${text}`)
  chmodSync(path, 0o755)
  return path
}

export const realGit = execFileSync("sh", ["-c", "command -v git"], { encoding: "utf8" }).trim()

/**
 * Variables with which the process that calls git for the n-th time is killed with everything that it has started,
 * before that call does anything, or after it has done all.
 */
export const killedAtCall = (n: number, when: "before" | "after") => {
  const folder = tempFolder()
  script(
    join(folder, "git"),
    `echo call >> "$CALLS"
if [ "$(wc -l < "$CALLS")" -eq ${n} ]; then
  ${when === "after" ? '"$GIT" "$@"' : ""}
  kill -KILL 0
fi
exec "$GIT" "$@"
`,
  )
  return { PATH: `${folder}:${process.env.PATH}`, CALLS: join(folder, "calls"), GIT: realGit }
}
