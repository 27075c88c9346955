import { execFileSync } from "node:child_process"
import { createHash } from "node:crypto"
import { readdirSync, readFileSync, statSync } from "node:fs"
import { join } from "node:path"
import { expect, test } from "vitest"
import { type Project, project } from "./support/project.js"
import { shipline } from "./support/shipline.js"

const program = `import { approval, artifact, environment, gate, matrix, pipeline, rollout, secret, sh, window } from "@shipline/core"
const site = artifact.files("site", { paths: ["dist"] })
const unit = gate("unit", sh\`
  echo \${"it's ü"} > ran
  cat ran\`)
const lint = gate("lint", sh\`echo "node \${matrix("node")}"\`, { matrix: { node: [22, 24] } })
const managers = approval("release managers")
const staging = environment("staging", { requires: [unit, lint] })
const production = environment("production", {
  after: [staging],
  requires: [managers],
  freeze: [window({ from: "2000-01-01", to: "2100-01-01", zone: "Europe/Berlin", reason: "it is cold" })],
})
const copy = rollout({ deploy: (target) => sh\`deploy \${target.name} \${site.path} \${secret("TOKEN")} > deployed\` })
export default pipeline("shop", { on: { push: "main" } }, (source) =>
  source.pass(unit, lint).build(site, sh\`mkdir -p dist && echo hello > dist/index.html\`).deploy(staging, copy).pass(managers).deploy(production, copy))
`

const git = (here: Project, ...args: readonly string[]) =>
  execFileSync(
    "git",
    ["-c", "user.name=test", "-c", "user.email=test@example.com", "-c", "init.defaultBranch=main", ...args],
    { cwd: here.path, stdio: "pipe", encoding: "utf8" },
  )

const repository = (text = program): Project => {
  const here = project({ "shop.ts": text, ".gitignore": "node_modules\n.shipline\n" })
  git(here, "init", "--quiet")
  git(here, "add", "--all")
  git(here, "commit", "--quiet", "--message", "first")
  return here
}

/** Everything below a folder, .git included, by path, time and content; the cache of the command apart. */
const everything = (folder: string): readonly string[] =>
  readdirSync(folder, { recursive: true, encoding: "utf8" })
    .filter((path) => !path.startsWith("node_modules"))
    .sort()
    .flatMap((path) => {
      const file = join(folder, path)
      const { mtimeMs } = statSync(file)
      if (!statSync(file).isFile()) return [`${path} ${mtimeMs}`]
      return [`${path} ${mtimeMs} ${createHash("sha256").update(readFileSync(file)).digest("hex")}`]
    })

test("says what a run would do, in order, and runs and writes nothing", async () => {
  const here = repository()
  const before = everything(here.path)
  const { code, stdout, stderr } = await shipline(
    here,
    ["run", "shop.ts", "--dry-run", "--allow", "staging,production"],
    { env: { TOKEN: "very secret indeed" } },
  )
  expect(stderr).toBe("")
  expect(stdout.replace(/\d{8}\.\d{6}-[0-9a-f]{8} of [0-9a-f]{12}/, "VERSION")).toBe(`shop would release VERSION

  unit
      $ echo 'it'\\''s ü' > ran
        cat ran
  lint
      $ echo "node <node>"
  build site
      $ mkdir -p dist && echo hello > dist/index.html
  deploy to staging
    admitted to staging
      $ deploy staging <path of site> *** > deployed
  release managers: somebody is asked
  deploy to production
    refused by production
      [SL6004] production is frozen until 2100-01-01 00:00 Europe/Berlin: it is cold. Wait, or set it aside on the record: --override freeze --reason "…".

Nothing was run, nothing was written.
`)
  expect(code).toBe(1)
  expect(everything(here.path)).toEqual(before)
})

test("says what is held, and which secrets are not set here", async () => {
  const { code, stdout, stderr } = await shipline(repository(), ["run", "shop.ts", "--dry-run", "--allow", "staging"])
  expect(code).toBe(0)
  expect(stdout).toContain("\n  deploy to production: held, production is not allowed in this run\n")
  expect(stderr).toContain("warning[SL4008]: 'deploy to staging' needs the secret TOKEN, which is not set\n")
})

test("decides on the ledger as it is", async () => {
  const here = repository(
    program
      .replace(/ {2}freeze.*\n/, "")
      .replaceAll('secret("TOKEN")', '"token"')
      .replaceAll("deploy $", "echo $"),
  )
  const allow = ["--allow", "staging,production", "--approve", "release managers"]
  const real = await shipline(here, ["run", "shop.ts", ...allow])
  expect({ code: real.code, stderr: real.code === 0 ? "" : real.stderr }).toEqual({ code: 0, stderr: "" })
  git(here, "commit", "--quiet", "--allow-empty", "--message", "second")
  const newer = await shipline(here, ["run", "shop.ts", "--dry-run", "--json", ...allow])
  expect(JSON.parse(newer.stdout)).toMatchObject({
    verdict: "passed",
    commit: git(here, "rev-parse", "HEAD").trim(),
    admissions: [
      { environment: "staging", admitted: true },
      { environment: "production", admitted: true },
    ],
  })
  // The older commit again, once the newer one is there.
  const second = await shipline(here, ["run", "shop.ts", ...allow])
  expect(second.code).toBe(0)
  git(here, "checkout", "--quiet", "HEAD~1")
  const older = await shipline(here, ["run", "shop.ts", "--dry-run", "--json", ...allow])
  expect(older.code).toBe(1)
  expect(JSON.parse(older.stdout).admissions).toMatchObject([
    { environment: "staging", admitted: false, reasons: [{ code: "SL6002" }] },
  ])
})
