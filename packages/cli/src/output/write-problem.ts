import type { Problem } from "@shipline/core"
import { problem } from "../problem.js"

/** A failed write in words, by what the operating system calls it. `path` is relative to the folder that is written to. */
export const writeProblem = (path: string, error: unknown): Problem => {
  const code = error instanceof Error && "code" in error ? String(error.code) : ""
  switch (code) {
    case "ENOSPC":
    case "EDQUOT":
      return problem(
        "SL5403",
        `cannot write ${path}: the disk is full`,
        "Make room and run again; nothing was written.",
      )
    case "EISDIR":
      return problem(
        "SL5402",
        `cannot write ${path}: a folder has that name`,
        "Move the folder away, or give another folder with --out.",
      )
    case "ENOTDIR":
    case "EEXIST":
      return problem(
        "SL5402",
        `cannot write ${path}: a file stands where a folder must be`,
        "Move the file away, or give another folder with --out.",
      )
    default: {
      const reason =
        code === "EACCES" || code === "EPERM" || code === "EROFS" ? "writing there is not permitted" : String(error)
      return problem(
        "SL5401",
        `cannot write ${path}: ${reason}`,
        "Check the owner and the permissions of the folder, or give another with --out.",
      )
    }
  }
}
