import { mkdtempSync, rmSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { pathToFileURL } from "node:url"
import { build } from "esbuild"
import { afterAll, beforeAll, describe, expect, it } from "vitest"

// A platform team's package may bring its own copy of this library: values of one work in the other.
type Library = typeof import("@shipline/core")
const folder = mkdtempSync(join(tmpdir(), "shipline-copies-"))
let ours: Library
let theirs: Library

beforeAll(async () => {
  const outfile = join(folder, "core.mjs")
  await build({
    entryPoints: [join(import.meta.dirname, "../src/index.ts")],
    bundle: true,
    format: "esm",
    outfile,
    logLevel: "error",
  })
  const load = (copy: number): Promise<Library> =>
    import(/* @vite-ignore */ `${pathToFileURL(outfile).href}?copy=${copy}`)
  ours = await load(1)
  theirs = await load(2)
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

describe("two copies of the library", () => {
  const program = (lib: Library, platform: Library) => {
    const { sh } = platform
    const audit = platform.gate("audit")
    const image = platform.artifact.image("app", { repository: "ghcr.io/acme/shop" })
    const smoke = platform.gate("smoke", (target) => sh`curl ${target.url} ${platform.secret("T")}`)
    const staging = platform.environment("staging", { url: "https://s.example", requires: [audit] })
    const live = lib.environment("live", {
      after: [staging],
      requires: [smoke.on(staging), platform.approval("board")],
    })
    const how = platform.rollout({
      login: platform.identity.aws({ role: "r", region: "e" }),
      deploy: () => sh`deploy ${image.ref}`,
    })
    const step = (source: Parameters<Parameters<Library["pipeline"]>[2]>[0]) =>
      platform.all(
        source.pass(
          audit.by(lib.sh`npm audit`, {
            toolchains: [platform.node("24")],
            caches: [platform.cache({ key: "k", paths: ["p"] })],
          }),
        ),
        source.build(image, lib.sh`make ${image.tag}`),
      )
    return {
      audit,
      staging,
      live,
      how,
      step,
      made: lib.pipeline("p", { on: { push: "main" } }, (source) =>
        step(source).deploy(staging, how).pass(smoke.on(staging), platform.approval("board")).deploy(live, how),
      ),
    }
  }

  it("are two", () => {
    expect(ours.gate).not.toBe(theirs.gate)
    expect(ours.ShiplineError).not.toBe(theirs.ShiplineError)
  })

  it("make the same sound plan as one", () => {
    const mixed = program(ours, theirs).made
    const single = program(ours, ours).made
    expect(ours.verify(mixed.plan)).toEqual([])
    expect(theirs.verify(mixed.plan)).toEqual([])
    expect(theirs.isPipeline(mixed)).toBe(true)
    const bare = (plan: object) => JSON.parse(JSON.stringify(plan), (key, value) => (key === "at" ? undefined : value))
    expect(bare(mixed.plan)).toEqual(bare(single.plan))
  })

  it("find the same problems", () => {
    const { staging, how } = program(ours, theirs)
    const { plan } = ours.pipeline("q", { on: { push: "main" } }, (source) =>
      (source as unknown as { deploy(...args: unknown[]): never }).deploy(staging, how),
    )
    expect(theirs.verify(plan)).toEqual(ours.verify(plan))
    expect(ours.verify(plan).map(({ code }) => code)).toEqual(["SL2001", "SL2004"])
  })
})
