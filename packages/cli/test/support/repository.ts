import { execFileSync } from "node:child_process"
import { type Project, project } from "./project.js"

/** A project in a git repository, with whatever it needs to commit. */
export interface Repository extends Project {
  readonly git: (...args: readonly string[]) => string
  /** Commits everything as it is now. */
  readonly commit: (message: string) => void
}

const identity = ["-c", "user.name=test", "-c", "user.email=test@example.com", "-c", "init.defaultBranch=main"]

export const repository = (files: Readonly<Record<string, string>>): Repository => {
  const here = project({ ...files, ".gitignore": "node_modules\n.shipline\nlive\n" })
  const git = (...args: readonly string[]) =>
    execFileSync("git", [...identity, ...args], { cwd: here.path, stdio: "pipe", encoding: "utf8" }).trim()
  const commit = (message: string) => {
    git("add", "--all")
    git("commit", "--quiet", "--allow-empty", "--message", message)
  }
  git("init", "--quiet")
  commit("first")
  return { ...here, git, commit }
}

/** A shop with a page that its smoke test looks at, a slow gate that a hotfix leaves out, and two environments. */
export const shopProgram = (
  more = "",
  name = "shop",
) => `import { artifact, environment, gate, pipeline, rollout, sh, window } from "@shipline/core"
const site = artifact.files("site", { paths: ["dist"] })
const unit = gate("unit", sh\`test -s page.html\`)
const slow = gate("slow tests", sh\`echo slowly\`)
const smoke = gate("smoke", (target) => sh\`! grep broken "$LIVE/\${target.name}/index.html"\`)
const staging = environment("staging", { requires: [unit], hotfix: { requires: [unit] } })
const production = environment("production", {
  after: [staging],
  requires: [unit, slow, smoke.on(staging)],
  hotfix: { requires: [unit], within: "3 hours" },
  ${more}
})
const copy = rollout({
  deploy: (target) => sh\`
    mkdir -p "$LIVE/\${target.name}"
    cp \${site.path}/dist/index.html "$LIVE/\${target.name}/"\`,
})
export default pipeline("${name}", { on: { push: "main" } }, (source) =>
  source
    .pass(unit, slow)
    .build(site, sh\`mkdir -p dist && cp page.html dist/index.html\`)
    .deploy(staging, copy)
    .pass(smoke.on(staging))
    .deploy(production, copy)
    .pass(smoke.on(production)))
`
