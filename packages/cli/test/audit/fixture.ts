import { cpSync, readdirSync, readFileSync } from "node:fs"
import { join } from "node:path"
import { fileURLToPath } from "node:url"
import { type Project, project } from "../support/project.js"

const fixtures = fileURLToPath(new URL("./fixtures", import.meta.url))

/** A fixture as a project of its own, which the test may change. */
export const fixture = (name: "planted" | "clean"): Project => {
  const here = project()
  cpSync(join(fixtures, name), here.path, { recursive: true })
  return here
}

/** What somebody has hidden in the planted fixture, by the comments beside it: file, line, code, job and subject. */
export const planted = (): readonly string[] =>
  readdirSync(join(fixtures, "planted"), { recursive: true, encoding: "utf8" })
    .filter((path) => path.endsWith(".yml"))
    .flatMap((path) =>
      readFileSync(join(fixtures, "planted", path), "utf8")
        .split("\n")
        .flatMap((text, index) => {
          const [, at, code, job, subject] = /# planted(?: at (\d+))?: (SL\d+) (\S+) (.*)$/.exec(text) ?? []
          return code === undefined ? [] : [`${path}:${at ?? index + 1} ${code} ${job} ${subject}`]
        }),
    )
    .sort()
