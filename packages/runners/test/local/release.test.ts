import { existsSync, readFileSync, rmSync, writeFileSync } from "node:fs"
import { dirname, join } from "node:path"
import { all, artifact, environment, gate, pipeline, rollout, sh } from "@shipline/core"
import { describe, expect, test } from "vitest"
import { latestRun, project, readJournal, readLog, tempFolder } from "../support/project.js"
import { run } from "../support/run.js"

const site = artifact.files("site", { paths: ["dist", "a file.txt"] })
const unit = gate("unit", sh`cat "a file.txt"; echo unit`)
const content = gate("content", sh`grep hello ${site.path}/dist/index.html`)
const smoke = gate("smoke", (target) => sh`echo smoke ${target.name} at ${target.url}`)

const shop = (to: string) => {
  const staging = environment("staging", { url: "http://localhost:4000", requires: [unit, content] })
  const production = environment("production", { after: [staging], requires: [smoke.on(staging)] })
  const copy = rollout({
    deploy: (target) =>
      sh`cp -R ${site.path} ${to}/${target.name}; echo ${site.ref} ${site.version} > ${to}/${target.name}/ref`,
  })
  return pipeline("shop", { on: { push: "main" } }, (source) =>
    all(source.pass(unit), source.build(site, sh`mkdir dist; echo hello ${site.tag} > dist/index.html`).pass(content))
      .deploy(staging, copy)
      .pass(smoke.on(staging))
      .deploy(production, copy),
  )
}

describe("a release", () => {
  test("builds once, checks, and deploys where it is allowed", async () => {
    const root = project()
    const to = tempFolder()
    const ran = await run(shop(to), { root, allow: ["staging", "production"] })

    expect(ran.summary.verdict).toBe("passed")
    expect(ran.summary.version).toMatch(/^20260131\.120000-[0-9a-f]{8}$/)
    expect(ran.summary.deployments.map((deployment) => deployment.environment)).toEqual(["staging", "production"])
    const [deployed] = ran.summary.deployments[1]?.artifacts ?? []
    expect(deployed?.digest).toMatch(/^sha256:[0-9a-f]{64}$/)
    expect(readFileSync(join(to, "production", "dist", "index.html"), "utf8")).toBe(
      `hello site:${ran.summary.version}\n`,
    )
    expect(readFileSync(join(to, "production", "ref"), "utf8")).toBe(
      `site@${deployed?.digest} ${ran.summary.version}\n`,
    )
    expect(ran.lines("smoke-on-staging")).toEqual(["smoke staging at http://localhost:4000"])
    expect(ran.lines("unit")).toEqual(["committed", "unit"])
    expect(existsSync(join(root, ".shipline", "store", "sha256", `${deployed?.digest.slice(7)}.tar`))).toBe(true)
  })

  test("keeps a journal, logs and a summary, and keeps itself out of git", async () => {
    const root = project()
    const ran = await run(shop(tempFolder()), { root, allow: ["staging"] })

    expect(readLog(root, "unit")).toBe("committed\nunit\n")
    const kinds = readJournal(root).map((event) => event.kind)
    expect(kinds[0]).toBe("run-started")
    expect(kinds.at(-1)).toBe("run-finished")
    expect(kinds).not.toContain("job-output")
    expect(JSON.parse(readFileSync(join(latestRun(root), "run.json"), "utf8"))).toEqual(
      JSON.parse(JSON.stringify(ran.summary)),
    )
    expect(readFileSync(join(root, ".shipline", ".gitignore"), "utf8")).toBe("*\n!guard.mjs\n")
  })

  test("leaves no workspace behind, unless it is told to", async () => {
    const root = project()
    const where = pipeline("p", { on: { push: "main" } }, (source) => source.pass(gate("where", sh`pwd`)))
    const [gone = ""] = (await run(where, { root })).lines("where")
    expect(gone).toMatch(/\/shipline-\w{6}\/where-1\/source$/)
    expect(existsSync(dirname(dirname(gone)))).toBe(false)
    const [kept = ""] = (await run(where, { root, keepWorkspaces: true })).lines("where")
    expect(existsSync(join(kept, "a file.txt"))).toBe(true)
    rmSync(dirname(dirname(kept)), { recursive: true })
  })

  test("holds what is not allowed, and passes", async () => {
    const root = project()
    const ran = await run(shop(tempFolder()), { root, allow: ["staging"] })
    expect(ran.summary.verdict).toBe("passed")
    expect(ran.summary.held).toEqual(["production"])
    expect(ran.verdicts).toEqual({
      unit: "passed",
      "build-site": "passed",
      content: "passed",
      "deploy-staging": "passed",
      "smoke-on-staging": "passed",
      "deploy-production": "held",
    })
    const none = await run(shop(tempFolder()), { root })
    expect(none.verdicts["deploy-staging"]).toBe("held")
    expect(none.verdicts["smoke-on-staging"]).toBe("skipped")
    expect(none.summary.verdict).toBe("passed")
  })

  test("jobs see the committed source alone, with a warning", async () => {
    const root = project()
    writeFileSync(join(root, "a file.txt"), "changed\n")
    writeFileSync(join(root, "new"), "")
    const ran = await run(shop(tempFolder()), { root })
    expect(ran.lines("unit")).toEqual(["committed", "unit"])
    const [note] = ran.all("note")
    expect(note?.problem.code).toBe("SL4501")
    expect(note?.problem.message).toBe("uncommitted changes are left out of this run: a file.txt, new")
  })
})
