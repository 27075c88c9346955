import { execFileSync } from "node:child_process"
import {
  chmodSync,
  linkSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from "node:fs"
import { join } from "node:path"
import { afterEach, beforeEach, describe, expect, test } from "vitest"
import { arrivedScript } from "../../src/github/scripts/arrived.js"
import { fetchFilesScript } from "../../src/github/scripts/fetch-files.js"
import { keepScript, loadScript, loginScript, lookScript, pushScript } from "../../src/github/scripts/image.js"
import { keepFilesScript } from "../../src/github/scripts/keep-files.js"
import { packScript } from "../../src/github/scripts/pack.js"
import { retryScript } from "../../src/github/scripts/retry.js"
import { reviewersScript } from "../../src/github/scripts/reviewers.js"
import { unpackScript } from "../../src/github/scripts/unpack.js"
import { versionScript } from "../../src/github/scripts/version.js"
import { waitTimerScript } from "../../src/github/scripts/wait-timer.js"
import { commitAll, type Machine, machine } from "./run-script.js"

let here: Machine
beforeEach(() => {
  here = machine()
})
afterEach(() => here.remove())

const shells = ["bash", "sh"] as const
const digest = `sha256:${"0123456789abcdef".repeat(4)}`

describe.each(shells)("by %s", (shell) => {
  describe("pack and unpack", () => {
    const fill = (on: Machine, order: readonly string[]) => {
      for (const name of order) on.write(name, `content of ${name}`)
      on.write("dist/run me.sh", "#!/bin/sh\n")
      chmodSync(join(on.workspace, "dist/run me.sh"), 0o755)
      symlinkSync("b", join(on.workspace, "dist/link"))
    }
    const names = ["dist/b", "dist/a", "dist/deep/-x", "dist/ü 🚀", "single file.txt"]
    const env = { NAME: "site", PATHS: "dist\nsingle file.txt" }
    const again = (variables: { readonly [name: string]: string }) => {
      rmSync(join(here.temp, "site.tar.gz"))
      return here.run(packScript, variables, shell).outputs.get("digest")
    }

    test("the same files give the same bytes, whatever their order, times, owner's mode and links", () => {
      const other = machine()
      try {
        fill(here, names)
        fill(other, names.toReversed())
        utimesSync(join(other.workspace, "dist/a"), 1, 1)
        chmodSync(join(other.workspace, "dist/a"), 0o600)
        linkSync(join(other.workspace, "dist/a"), join(other.workspace, "hard"))
        const [one, two] = [
          here.run(packScript, env, shell),
          other.run(packScript, { ...env, TAR_OPTIONS: "--verbose", GZIP: "-9" }, shell),
        ]
        expect(one.code, one.log).toBe(0)
        expect(one.outputs.get("digest")).toMatch(/^sha256:[0-9a-f]{64}$/)
        expect(two.outputs.get("digest")).toBe(one.outputs.get("digest"))
        expect(again(env)).toBe(one.outputs.get("digest"))
      } finally {
        other.remove()
      }
    })

    test("another byte gives another digest", () => {
      fill(here, names)
      const before = here.run(packScript, env, shell).outputs.get("digest")
      here.write("dist/a", "changed")
      expect(again(env)).not.toBe(before)
    })

    test("a path that is missing stops the build", () => {
      expect(here.run(packScript, env, shell).code).not.toBe(0)
    })

    test("what arrives is what was packed, and runs", () => {
      fill(here, names)
      const packed = here.run(packScript, env, shell)
      const folder = here.temp
      const unpacked = here.run(
        unpackScript,
        { NAME: "site", FOLDER: folder, DIGEST: packed.outputs.get("digest") ?? "" },
        shell,
      )
      expect(unpacked.code, unpacked.log).toBe(0)
      for (const name of names) expect(readFileSync(join(folder, "files", name), "utf8")).toBe(`content of ${name}`)
      expect(here.run(`"$RUNNER_TEMP/files/dist/run me.sh"`, {}, shell).code).toBe(0)
    })

    test("an archive that was tampered with is refused before it is unpacked", () => {
      fill(here, names)
      const packed = here.run(packScript, env, shell)
      const archive = packed.outputs.get("archive") ?? ""
      writeFileSync(archive, Buffer.concat([readFileSync(archive), Buffer.from("x")]))
      const unpacked = here.run(
        unpackScript,
        { NAME: "site", FOLDER: here.temp, DIGEST: packed.outputs.get("digest") ?? "" },
        shell,
      )
      expect(unpacked.code).toBe(1)
      expect(unpacked.log).toContain("::error::'site' is not what its build made")
      expect(() => readFileSync(join(here.temp, "files/single file.txt"))).toThrow()
    })

    test("an archive that is missing is refused", () => {
      expect(here.run(unpackScript, { NAME: "site", FOLDER: here.temp, DIGEST: digest }, shell).code).not.toBe(0)
    })
  })

  describe("what arrives", () => {
    const whole = {
      ARTIFACT: "site",
      NAME: "site",
      DIGEST: digest,
      VERSION: "20261123.101500-1a2b3c4d",
      REF: `site@${digest}`,
    }

    test("whole values pass and name the folder", () => {
      const { code, log, outputs } = here.run(arrivedScript(false), whole, shell)
      expect(code, log).toBe(0)
      expect(outputs.get("folder")).toBe(join(here.temp, "site"))
    })

    test.each([
      ["DIGEST", ""],
      ["DIGEST", "sha256:"],
      ["DIGEST", digest.slice(0, -1)],
      ["DIGEST", `${digest}0`],
      ["DIGEST", digest.toUpperCase()],
      ["DIGEST", digest.replace("f", "é")],
      ["DIGEST", `${digest}\nx`],
      ["DIGEST", digest.slice(7)],
      ["VERSION", ""],
      ["VERSION", "1.0 beta"],
      ["VERSION", "1\n2"],
      ["REF", ""],
      ["REF", "site@"],
      ["REF", `other@${digest}`],
    ])("%s of %j stops the job", (name, value) => {
      const { code, log } = here.run(arrivedScript(false), { ...whole, [name]: value }, shell)
      expect(code).toBe(1)
      expect(log).toContain("::error::The ")
    })

    test("only a pull request may refer to an image by its local tag", () => {
      const image = { ...whole, ARTIFACT: "ghcr.io/a/b", REF: "ghcr.io/a/b:1.2", VERSION: "1.2" }
      expect(here.run(arrivedScript(true), { ...image, PUBLISHED: "false" }, shell).code).toBe(0)
      expect(here.run(arrivedScript(true), { ...image, PUBLISHED: "true" }, shell).code).toBe(1)
      expect(here.run(arrivedScript(false), { ...image, PUBLISHED: "false" }, shell).code).toBe(1)
      expect(
        here.run(arrivedScript(true), { ...image, PUBLISHED: "true", REF: `ghcr.io/a/b@${digest}` }, shell).code,
      ).toBe(0)
    })
  })

  describe("version", () => {
    test("of a branch: the commit's time in UTC and its beginning", () => {
      here.write("a", "a")
      const commit = commitAll(here, "2026-11-23T11:15:00+01:00")
      const { code, log, outputs } = here.run(versionScript, {}, shell)
      expect(code, log).toBe(0)
      expect(outputs.get("version")).toBe(`20261123.101500-${commit.slice(0, 8)}`)
    })

    test.each([
      ["v1.2.3", "1.2.3"],
      ["2026.11", "2026.11"],
      ["sdk/v2", "sdk-v2"],
      ["vé+1 $(x)", "1---x-"],
      [`v${"9".repeat(200)}`, "9".repeat(128)],
    ])("of the tag %s: %s", (tag, version) => {
      const found = here.run(versionScript, { GITHUB_REF: `refs/tags/${tag}` }, shell).outputs.get("version")
      expect(found).toBe(version)
    })

    test("of a tag of which nothing is left: none", () => {
      expect(here.run(versionScript, { GITHUB_REF: "refs/tags/v" }, shell).code).toBe(1)
    })

    test("of a run by hand on a tag: that of its commit", () => {
      here.write("a", "a")
      commitAll(here, "2026-11-23T11:15:00+01:00")
      const env = { GITHUB_EVENT_NAME: "workflow_dispatch", GITHUB_REF: "refs/tags/v1" }
      expect(here.run(versionScript, env, shell).outputs.get("version")).toMatch(/^20261123\.101500-/)
    })

    test("of a checkout that belongs to somebody else, as in a container, also by a git that takes no exception by -c", () => {
      here.write("a", "a")
      commitAll(here, "2026-11-23T11:15:00+01:00")
      here.fake(
        "git",
        `if [ "$1" = -c ]; then shift 2; fi\nexec ${execFileSync("which", ["git"], { encoding: "utf8" }).trim()} "$@"`,
      )
      const { log, outputs } = here.run(versionScript, { GIT_TEST_ASSUME_DIFFERENT_OWNER: "1" }, shell)
      expect(outputs.get("version"), log).toMatch(/^20261123\.101500-/)
    })

    test("without a commit: none", () => {
      expect(here.run(versionScript, {}, shell).code).not.toBe(0)
    })
  })

  describe("retries", () => {
    const counting = `echo run >> runs\n[ "$(wc -l < runs)" -ge "$NEEDED" ]`
    const runs = () => readFileSync(join(here.workspace, "runs"), "utf8").split("\n").length - 1

    test.each([
      [1, 0, 1],
      [3, 0, 3],
      [4, 1, 3],
    ])("a script that passes at the %i. time of 3 ends with %i after %i", (needed, code, count) => {
      const outcome = here.run(retryScript(counting, shell, 2, 60), { NEEDED: String(needed) }, shell)
      expect(outcome.code).toBe(code)
      expect(runs()).toBe(count)
      expect(outcome.log.match(/::warning::/g)?.length ?? 0).toBe(Math.min(needed - 1, 2))
    })

    test("the last exit code is kept", () => {
      expect(here.run(retryScript("exit 42", shell, 1, 60), {}, shell).code).toBe(42)
    })

    test("a script of several lines still stops at its first error", () => {
      const outcome = here.run(retryScript("false\necho went on", shell, 1, 60), {}, shell)
      expect(outcome.code).toBe(1)
      expect(outcome.log).not.toContain("went on")
    })

    test("an attempt that takes too long is ended", () => {
      expect(here.run(retryScript("sleep 60", shell, 0, 1), {}, shell).code).toBe(124)
    })

    test("the script reads its variables unchanged and holds what it likes", () => {
      const script = `printf '%s' "$attempt|$1|$#"; cat <<'SCRIPT'\nSCRIPT\nprintf '%s' '$HOME \`x\` "q"'`
      const { code, log } = here.run(retryScript(script, shell, 2, 60), { attempt: "mine" }, shell)
      expect(code, log).toBe(0)
      expect(log).toBe('mine||0$HOME `x` "q"')
    })
  })

  describe("reviewers", () => {
    const answer = (reviewers: string) =>
      here.fake("gh", `[ "$2" = repos/acme/shop/environments/live ] || exit 9\n${reviewers}`)

    test.each([
      ["echo 2", 0],
      ["echo 0", 1],
      ["echo", 1],
      ["echo null", 1],
      ["echo -1", 1],
      ["exit 1", 1],
    ])("%s ends with %i", (reviewers, code) => {
      answer(reviewers)
      const outcome = here.run(reviewersScript, { ENVIRONMENT: "live", GH_TOKEN: "t" }, shell)
      expect(outcome.code, outcome.log).toBe(code)
      expect(outcome.log.includes("::error::")).toBe(code !== 0)
    })
  })

  describe("a wait timer", () => {
    test.each([
      ["echo 120", 0],
      ["echo 43200", 0],
      ["echo 119", 1],
      ["echo 0", 1],
      ["echo", 1],
      ["echo null", 1],
      ["echo -1", 1],
      ["exit 1", 1],
    ])("of at least 120 minutes: %s ends with %i", (timer, code) => {
      here.fake("gh", `[ "$2" = repos/acme/shop/environments/soak ] || exit 9\n${timer}`)
      const outcome = here.run(waitTimerScript, { ENVIRONMENT: "soak", MINUTES: "120", GH_TOKEN: "t" }, shell)
      expect(outcome.code, outcome.log).toBe(code)
      expect(outcome.log.includes("::error::")).toBe(code !== 0)
    })
  })

  describe("files that are kept for the day on which they come back", () => {
    const other = `sha256:${"fedcba9876543210".repeat(4)}`
    const env = { PIPELINE: "shop", VERSION: "1.2", ARCHIVES: `site ${digest}\ndocs ${other}`, GH_TOKEN: "t" }
    const named = (name: string, of: string) => `${name}-${of.slice(7)}.tar.gz`
    const both = [named("docs", other), named("site", digest)]
    const kept = () => readdirSync(join(here.temp, "releases/shipline-shop-1.2"))
    const log = () => readFileSync(join(here.temp, "gh.log"), "utf8").trim().split("\n")

    /** Releases as folders: what is there already is an error, as on GitHub. `slow` makes another job be faster, once. */
    const releases = (slow = "") =>
      here.fake(
        "gh",
        `echo "$1 $2" >> "$RUNNER_TEMP/gh.log"
command="$2"; folder="$RUNNER_TEMP/releases/$3"; shift 3
if [ "$command" = view ]; then ls "$folder"; exit; fi
if [ "$command" = download ]; then
  while [ "$#" -gt 0 ]; do
    case "$1" in --pattern) pattern="$2" ;; --output) output="$2" ;; esac; shift
  done
  cp "$folder/$pattern" "$output"; exit
fi
${slow}
if [ "$command" = create ]; then mkdir -p "$RUNNER_TEMP/releases"; mkdir "$folder" || exit 1; fi
for file in "$@"; do
  case "$file" in --*) break ;; esac
  [ ! -e "$folder/\${file##*/}" ] || exit 1
  cp "$file" "$folder" || exit 1
done`,
      )
    const pack = () => {
      for (const name of ["site", "docs"]) {
        mkdirSync(join(here.temp, name))
        writeFileSync(join(here.temp, name, `${name}.tar.gz`), `archive of ${name}`)
      }
    }
    beforeEach(pack)

    test("are files of one release, under names of their content", () => {
      releases()
      const { code, log: text } = here.run(keepFilesScript, env, shell)
      expect(code, text).toBe(0)
      expect(kept()).toEqual(both)
      expect(log()).toEqual(["release view", "release create"])
    })

    test("are never kept twice, and what is there stays", () => {
      releases()
      here.run(keepFilesScript, env, shell)
      writeFileSync(join(here.temp, "releases/shipline-shop-1.2", named("site", digest)), "as it was")
      expect(here.run(keepFilesScript, env, shell).code).toBe(0)
      expect(readFileSync(join(here.temp, "releases/shipline-shop-1.2", named("site", digest)), "utf8")).toBe(
        "as it was",
      )
      expect(log().slice(2)).toEqual(["release view"])
    })

    test("another build of the same version is kept beside the first", () => {
      releases()
      here.run(keepFilesScript, { ...env, ARCHIVES: `site ${digest}` }, shell)
      const { code, log: text } = here.run(keepFilesScript, { ...env, ARCHIVES: `site ${other}` }, shell)
      expect(code, text).toBe(0)
      expect(kept()).toEqual([named("site", digest), named("site", other)])
    })

    test.each(["create", "upload"])("are there although another job was faster to %s", (command) => {
      if (command === "upload") mkdirSync(join(here.temp, "releases/shipline-shop-1.2"), { recursive: true })
      releases(
        `if [ ! -e "$RUNNER_TEMP/raced" ]; then touch "$RUNNER_TEMP/raced"; mkdir -p "$folder"; cp "$1" "$folder"; exit 1; fi`,
      )
      const { code, log: text } = here.run(keepFilesScript, env, shell)
      expect(code, text).toBe(0)
      expect(kept()).toEqual(both)
    })

    test.each(["exit 4", '[ "$2" = view ] || exit 4'])("stop the deployment where they cannot be kept: %s", (how) => {
      here.fake("gh", how)
      expect(here.run(keepFilesScript, env, shell).code).not.toBe(0)
    })

    test("stop the deployment where an archive is not there", () => {
      releases()
      rmSync(join(here.temp, "docs/docs.tar.gz"))
      expect(here.run(keepFilesScript, env, shell).code).not.toBe(0)
    })

    test("come back to where they are unpacked", () => {
      releases()
      here.run(keepFilesScript, env, shell)
      rmSync(join(here.temp, "site"), { recursive: true })
      const wanted = { PIPELINE: "shop", VERSION: "1.2", NAME: "site", DIGEST: digest, GH_TOKEN: "t" }
      const { code, log: text, outputs } = here.run(fetchFilesScript, wanted, shell)
      expect(code, text).toBe(0)
      expect(outputs.get("folder")).toBe(join(here.temp, "site"))
      expect(here.readTemp("site/site.tar.gz")).toBe("archive of site")
    })

    test("are asked for by their content: another one of that name does not come", () => {
      releases()
      here.run(keepFilesScript, env, shell)
      const wanted = { PIPELINE: "shop", VERSION: "1.2", NAME: "site", DIGEST: other, GH_TOKEN: "t" }
      const { code, log: text } = here.run(fetchFilesScript, wanted, shell)
      expect(code).toBe(1)
      expect(text).toContain("::error::'site' of 1.2 is not in the release shipline-shop-1.2")
    })
  })

  describe("images", () => {
    test.each([
      ["exit 0", 0],
      ["exit 1", 1],
    ])("an image that is to come back must be in its registry: %s ends with %i", (how, code) => {
      here.fake("docker", `[ "$*" = "manifest inspect ghcr.io/a/b@${digest}" ] || exit 9\n${how}`)
      const outcome = here.run(lookScript(false), { REF: `ghcr.io/a/b@${digest}` }, shell)
      expect(outcome.code, outcome.log).toBe(code)
      expect(outcome.log.includes("::error::")).toBe(code !== 0)
    })

    const image = { TAG: "ghcr.io/a/b:1.2", REPOSITORY: "ghcr.io/a/b", FAMILIAR: "ghcr.io/a/b", NAME: "app" }
    const docker = (inspect: string) =>
      here.fake(
        "docker",
        `echo "$*" >> "$RUNNER_TEMP/docker.log"\ncase "$1 $2" in "image inspect") ${inspect} ;; "login "*) cat > "$RUNNER_TEMP/password" ;; "save "*) touch "$3" ;; esac`,
      )

    test("a push hands on the digest that the registry gave", () => {
      docker(`echo other/b@sha256:0; echo ghcr.io/a/b@${digest}; echo`)
      const { code, log, outputs } = here.run(pushScript, image, shell)
      expect(code, log).toBe(0)
      expect(Object.fromEntries(outputs)).toEqual({ digest, ref: `ghcr.io/a/b@${digest}` })
    })

    test.each([
      "echo",
      "echo ghcr.io/a/b",
      `echo ghcr.io/a/b@${digest}; echo ghcr.io/a/b@${digest}`,
      `echo x@${digest}`,
    ])("a push without one digest of the repository fails: %s", (inspect) => {
      docker(inspect)
      expect(here.run(pushScript, image, shell).code).toBe(1)
    })

    test("a pull request keeps the image as a file and pushes nothing", () => {
      docker(`echo ${digest}`)
      const { code, log, outputs } = here.run(keepScript, image, shell)
      expect(code, log).toBe(0)
      expect(Object.fromEntries(outputs)).toEqual({ digest, ref: image.TAG, archive: join(here.temp, "app.tar") })
      expect(readFileSync(join(here.temp, "docker.log"), "utf8")).not.toContain("push")
    })

    test("an image is loaded only if it is the one that was built", () => {
      docker(`echo ${digest}`)
      const env = { NAME: "app", FOLDER: here.temp, REF: image.TAG }
      expect(here.run(loadScript(false), { ...env, DIGEST: digest }, shell).code).toBe(0)
      expect(here.run(loadScript(false), { ...env, DIGEST: digest.replace("0", "1") }, shell).code).toBe(1)
    })

    test("the password goes by standard input", () => {
      docker("")
      const env = { REGISTRY: "ghcr.io", REGISTRY_USERNAME: "ci", REGISTRY_PASSWORD: "it's $x\\n%s" }
      const { code, log } = here.run(loginScript(false), env, shell)
      expect(code, log).toBe(0)
      expect(readFileSync(join(here.temp, "password"), "utf8")).toBe(env.REGISTRY_PASSWORD)
      expect(readFileSync(join(here.temp, "docker.log"), "utf8")).toBe("login ghcr.io --username ci --password-stdin\n")
    })

    test("a container without docker has nothing to do", () => {
      mkdirSync(join(here.temp, "empty"))
      const outcome = here.run(`PATH="$RUNNER_TEMP/empty"\n${loginScript(true)}`, {}, shell)
      expect(outcome.code, outcome.log).toBe(0)
    })
  })
})
