import { readFileSync, writeFileSync } from "node:fs"
import { join } from "node:path"
import { describe, expect, test } from "vitest"
import { chooseStore } from "../../src/ledger/choose-store.js"
import { gitStore } from "../../src/ledger/git/git-store.js"
import { LedgerError } from "../../src/ledger/ledger-error.js"
import { verifyLedger } from "../../src/ledger/verify-ledger.js"
import { project, tempFolder } from "../support/project.js"
import { script } from "./broken-git.js"
import { block } from "./drafts.js"
import { bareRepository, clone, plainGit } from "./places.js"

const environment = "production"
const ref = "refs/heads/shipline/ledger/production"

/** Everything that a person may have configured and that would spoil a record. */
const biting = (repository: string): Readonly<Record<string, string>> => {
  const hooks = tempFolder()
  for (const name of ["pre-push", "reference-transaction", "post-rewrite", "pre-auto-gc"])
    script(join(hooks, name), "echo no >&2\nexit 1\n")
  // Of this repository alone: a remote on this machine would take those of the person for its own.
  plainGit(repository, "config", "core.hooksPath", hooks)
  const settings: readonly (readonly [string, string])[] = [
    ["commit.gpgSign", "true"],
    ["tag.gpgSign", "true"],
    ["gpg.program", "/nowhere/gpg"],
    ["push.gpgSign", "true"],
    ["push.default", "nothing"],
    ["push.followTags", "true"],
    ["push.recurseSubmodules", "only"],
    ["push.pushOption", "ci.skip"],
    ["push.useForceIfIncludes", "true"],
    ["fetch.prune", "true"],
    ["fetch.pruneTags", "true"],
    ["fetch.showForcedUpdates", "false"],
    ["fetch.recurseSubmodules", "true"],
    ["fastimport.unpackLimit", "1"],
    ["core.autocrlf", "true"],
    ["core.quotePath", "true"],
    ["color.ui", "always"],
    ["i18n.commitEncoding", "ISO-8859-1"],
    ["safe.bareRepository", "explicit"],
    ["protocol.version", "0"],
    ["user.useConfigOnly", "true"],
  ]
  const file = join(tempFolder(), "gitconfig")
  for (const [name, value] of settings) plainGit("/", "config", "--file", file, name, value)
  return {
    ...plainEnvironment(),
    GIT_CONFIG_GLOBAL: file,
    GIT_DIR: "/nowhere",
    GIT_WORK_TREE: "/nowhere",
    GIT_INDEX_FILE: "/nowhere/index",
    GIT_OBJECT_DIRECTORY: "/nowhere/objects",
    GIT_AUTHOR_NAME: "Mallory",
    GIT_COMMITTER_DATE: "1970-01-01T00:00:00Z",
    GIT_NAMESPACE: "elsewhere",
    GIT_QUARANTINE_PATH: "/nowhere",
    LANG: "de_DE.UTF-8",
    LC_ALL: "de_DE.UTF-8",
  }
}

const plainEnvironment = (): Readonly<Record<string, string>> =>
  Object.fromEntries(
    Object.entries(process.env).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])),
  )

const refs = (repository: string): readonly string[] =>
  plainGit(repository, "for-each-ref", "--format=%(refname) %(objectname)")
    .trim()
    .split("\n")
    .filter((line) => line !== "")

describe("a repository that somebody works in", () => {
  test("is left as it was, whatever is configured", async () => {
    const remote = bareRepository()
    const repository = project()
    plainGit(repository, "remote", "add", "origin", remote)
    plainGit(repository, "config", "remote.origin.mirror", "true")
    plainGit(repository, "tag", "mine")
    writeFileSync(join(repository, ".git", "FETCH_HEAD"), "mine\n")
    writeFileSync(join(repository, "work.txt"), "in progress\n")
    const before = { refs: refs(repository), status: plainGit(repository, "status", "--porcelain") }
    const env = biting(repository)
    const store = gitStore({ repository, remote: "origin", env })
    const first = await store.append(environment, [block(environment, "a")], await store.tip(environment))
    const second = await store.append(environment, [block(environment, "b")], first.tip)
    expect(second.appended).toBe(true)
    expect(await store.tip(environment)).toEqual(second.tip)
    expect(await verifyLedger(store)).toMatchObject([{ kind: "sound", records: 2 }])

    expect(refs(remote)).toEqual([`${ref} ${second.tip.id}`])
    expect(refs(repository).filter((line) => !line.includes("shipline/ledger/"))).toEqual(before.refs)
    expect(refs(repository).filter((line) => line.startsWith("refs/heads/shipline"))).toEqual([])
    expect(plainGit(repository, "status", "--porcelain")).toBe(before.status)
    expect(readFileSync(join(repository, ".git", "FETCH_HEAD"), "utf8")).toBe("mine\n")
  })

  test("keeps a ledger of its own, whatever is configured", async () => {
    for (const repository of [project(), bareRepository()]) {
      const store = gitStore({ repository, env: biting(repository) })
      const { tip } = await store.append(environment, [block(environment, "ä")], await store.tip(environment))
      expect(await verifyLedger(store)).toMatchObject([{ kind: "sound", records: 1 }])
      expect(plainGit(repository, "log", "--format=%an <%ae> %s", ref)).toBe(
        "Shipline <shipline@localhost> 1 block 1.0.0\n",
      )
      expect(plainGit(repository, "ls-tree", "--name-only", tip.id ?? "")).toBe("current.json\nrecord.json\n")
      expect(plainGit(repository, "fsck", "--strict")).toBe("")
    }
  })

  test("may be below the folder that was named, and may be a shallow or a partial clone", async () => {
    const remote = bareRepository("--initial-branch=main")
    plainGit(remote, "config", "uploadpack.allowFilter", "true")
    const source = project()
    plainGit(source, "push", "--quiet", remote, "main")
    const url = `file://${encodeURI(remote)}`
    for (const [index, option] of ["--depth=1", "--filter=blob:none"].entries()) {
      const folder = join(tempFolder(), "clone")
      plainGit("/", "clone", "--quiet", option, url, folder)
      const store = gitStore({ repository: join(folder, "."), remote: "origin" })
      const id = `block ${index}`
      expect((await store.append(environment, [block(environment, id)], await store.tip(environment))).appended).toBe(
        true,
      )
      expect(await store.read(environment)).toHaveLength(index + 1)
    }
  })
})

const codeOf = async (work: Promise<unknown>) => {
  const error = await work.then(
    () => undefined,
    (reason: unknown) => reason,
  )
  if (!(error instanceof LedgerError)) throw error ?? new Error("it was done after all")
  return error.problem
}

describe("a ledger that cannot be used says why", () => {
  test("no repository", async () => {
    const folder = tempFolder()
    for (const repository of [folder, join(folder, "nothing")])
      for (const store of [gitStore({ repository }), gitStore({ repository, remote: "origin" })]) {
        expect((await codeOf(store.tip(environment))).code).toBe("SL6104")
        expect((await codeOf(store.tips())).code).toBe("SL6104")
        expect((await codeOf(store.read(environment))).code).toBe("SL6104")
        expect((await codeOf(verifyLedger(store))).code).toBe("SL6104")
      }
  })

  test("no git", async () => {
    const store = gitStore({ repository: project(), env: { PATH: tempFolder() } })
    expect((await codeOf(store.tip(environment))).code).toBe("SL6105")
    expect((await codeOf(store.tips())).code).toBe("SL6105")
  })

  test("a remote that does not answer, without its credentials", async () => {
    const remote = "https://kim:s3cr3t-t0k3n@localhost:1/ledger.git"
    const store = gitStore({ repository: project(), remote })
    for (const work of [() => store.tip(environment), () => store.tips()]) {
      const { code, message } = await codeOf(work())
      expect(code).toBe("SL6101")
      expect(message).toContain("https://***@localhost:1/ledger.git")
      expect(message).not.toContain("s3cr3t")
    }
  })

  test("a remote that refuses, in its own words, without credentials", async () => {
    const remote = bareRepository()
    script(
      join(remote, "hooks", "pre-receive"),
      'echo "GH006: protected, see https://kim:s3cr3t@example.org/x" >&2; exit 1\n',
    )
    const store = gitStore({ repository: clone(remote), remote: "origin" })
    const { code, message } = await codeOf(
      store.append(environment, [block(environment, "a")], await store.tip(environment)),
    )
    expect(code).toBe("SL6103")
    expect(message).toContain("GH006: protected, see https://***@example.org/x")
    expect(message).not.toContain("s3cr3t")
    expect(await store.read(environment)).toEqual([])
  })

  test("a remote to which one may not push", async () => {
    const remote = bareRepository()
    const repository = clone(remote)
    const wrapper = script(join(tempFolder(), "receive-pack"), "echo 'Permission to shop denied to kim.' >&2\nexit 1\n")
    plainGit(repository, "config", "remote.origin.receivepack", `'${wrapper.replaceAll("'", "'\\''")}'`)
    const store = gitStore({ repository, remote: "origin" })
    const { code, message } = await codeOf(
      store.append(environment, [block(environment, "a")], await store.tip(environment)),
    )
    expect(code).toBe("SL6103")
    expect(message).toContain("Permission to shop denied to kim.")
  })

  test("a branch of another environment", async () => {
    const store = gitStore({ repository: project() })
    await store.append("Production", [block("Production", "a")], await store.tip("Production"))
    const { code, message, hint } = await codeOf(store.tip(environment))
    expect([code, hint]).toEqual(["SL6107", expect.stringMatching(/^Did you mean 'Production'\? /)])
    expect(message).toContain("the branch shipline/ledger/production holds records of Production, not of production")
    expect((await codeOf(store.read(environment))).code).toBe("SL6107")
  })

  test("a branch that holds something else", async () => {
    const repository = project()
    plainGit(repository, "branch", "shipline/ledger/production")
    const store = gitStore({ repository })
    expect((await codeOf(store.tip(environment))).code).toBe("SL6102")
    expect((await codeOf(store.tips())).code).toBe("SL6102")
    expect((await codeOf(store.read(environment))).code).toBe("SL6102")
  })

  test("a branch in the way", async () => {
    const repository = project()
    const store = gitStore({ repository })
    const on = await store.tip(environment)
    plainGit(repository, "branch", "shipline")
    expect((await codeOf(store.append(environment, [block(environment, "a")], on))).code).toBe("SL6108")
    plainGit(repository, "branch", "-D", "shipline")
    expect((await store.append(environment, [block(environment, "a")], on)).appended).toBe(true)
  })
})

describe("the ledger of a repository", () => {
  const own = async (choice?: string) => {
    const remote = bareRepository()
    const repository = project()
    plainGit(repository, "remote", "add", "upstream", remote)
    if (choice !== "none") plainGit(repository, "remote", "add", "origin", bareRepository())
    return { repository, remote }
  }

  test("is at origin, or at the remote that one names, or here", async () => {
    const { repository, remote } = await own()
    const put = async (choice: string | undefined, name: string) => {
      const store = await chooseStore(repository, choice)
      await store.append(name, [block(name, "a")], await store.tip(name))
    }
    await put(undefined, "shared")
    await put("upstream", "named")
    await put("local", "own")
    const at = (folder: string) =>
      refs(folder).flatMap((line) => /refs\/heads\/shipline\/ledger\/(\w+)/.exec(line)?.[1] ?? [])
    expect(at(repository)).toEqual(["own"])
    expect(at(remote)).toEqual(["named"])
    expect(at(plainGit(repository, "remote", "get-url", "origin").trim())).toEqual(["shared"])
  })

  test("is here where there is no origin", async () => {
    const { repository } = await own("none")
    const store = await chooseStore(repository, undefined)
    await store.append(environment, [block(environment, "a")], await store.tip(environment))
    expect(refs(repository).some((line) => line.startsWith(ref))).toBe(true)
  })

  test("is nowhere where a remote is named that is not there", async () => {
    const { repository } = await own()
    const { code, hint } = await codeOf(chooseStore(repository, "orign"))
    expect([code, hint]).toEqual([
      "SL6109",
      "Name one of its remotes (origin, upstream), or 'local' for the repository itself.",
    ])
    expect((await codeOf(chooseStore(tempFolder(), undefined))).code).toBe("SL6104")
  })
})
