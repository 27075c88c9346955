import { readFileSync } from "node:fs"
import { fileURLToPath } from "node:url"
import type { Loaded } from "../load/load-pipelines.js"
import type { Output } from "../output/compare.js"

declare const SHIPLINE_GUARD_DIGEST: string

/** The sha256 of the guard, with line ends as git stores them. The build writes it in. */
export const guardDigest = SHIPLINE_GUARD_DIGEST

/** Where the jobs of a platform find the guard, in the folder that is written to. */
export const guardPath = ".shipline/guard.mjs"

/** The guard lies beside the command. */
const guardText = (): string => readFileSync(fileURLToPath(new URL("./guard.mjs", import.meta.url)), "utf8")

/** What the jobs that deploy call, once for all pipelines; nothing where none of them deploys. */
export const guardOutputs = (loaded: readonly Loaded[]): readonly Output[] =>
  loaded.some(({ pipeline }) => pipeline.plan.nodes.some(({ kind }) => kind === "deploy"))
    ? [{ path: guardPath, text: guardText() }]
    : []
