import { execFileSync } from "node:child_process"
import { appendFileSync, cpSync, symlinkSync } from "node:fs"
import { join } from "node:path"

/**
 * A repository of its own for the shop, as its team would have it: the example's committed files as its first commit. The
 * story commits to it and keeps its ledger there, and this repository stays as it is.
 */
export const shopRepository = (root, folder) => {
  const git = (...args) =>
    execFileSync(
      "git",
      ["-c", "user.name=Shop", "-c", "user.email=shop@shop.example", "-c", "commit.gpgsign=false", ...args],
      {
        cwd: folder,
        encoding: "utf8",
        stdio: ["ignore", "pipe", "pipe"],
      },
    ).trim()
  const shop = join(root, "examples", "shop")
  const files = execFileSync("git", ["ls-files", "-z"], { cwd: shop, encoding: "utf8" }).split("\0").filter(Boolean)
  for (const file of files) cpSync(join(shop, file), join(folder, file))
  // The program finds @shipline/core as it would after an installation.
  symlinkSync(join(root, "node_modules"), join(folder, "node_modules"), "dir")
  git("init", "--quiet", "--initial-branch=main")
  appendFileSync(join(folder, ".git", "info", "exclude"), "node_modules\n")
  git("add", ".")
  git("commit", "--quiet", "--message", "The shop")
  return {
    folder,
    /** Makes one of the changes that lie ready in the example, and commits it. */
    change: (name, message) => {
      git("apply", join("changes", `${name}.patch`))
      git("add", ".")
      git("commit", "--quiet", "--message", message)
    },
    branch: (name, from) => git("switch", "--quiet", "--create", name, from),
    head: () => git("rev-parse", "HEAD"),
  }
}
