// Judges generated workflows with the field's own tools: actionlint (by Go) and zizmor (by pip), each in one fixed
// version and kept in node_modules/.cache. What a tool finds and scripts/judges.exceptions.json does not name is an error.
//
//   node scripts/judges.mjs [--all] [FILES…]
//
// Without FILES: every golden workflow, and the workflows of the repository and of its examples. A tool that cannot be
// had here is named and left out; with --all (for CI) that is an error as well.

import { execFile } from "node:child_process"
import { mkdirSync, readdirSync, readFileSync } from "node:fs"
import { join, relative, resolve, sep } from "node:path"
import { fileURLToPath } from "node:url"
import { parseArgs } from "node:util"

const root = fileURLToPath(new URL("..", import.meta.url))
const cache = join(root, "node_modules/.cache/judges")

/** Runs a program without a shell; a program that is not there, or fails, is an answer and not an exception. */
const run = (program, args, env = {}) =>
  new Promise((done) => {
    const options = { cwd: root, env: { ...process.env, ...env }, maxBuffer: 2 ** 28 }
    execFile(program, args, options, (error, stdout, stderr) => done({ code: error?.code ?? 0, stdout, stderr }))
  })

const lastLines = (text) => text.trim().split("\n").slice(-3).join("\n")

/** JSON from a tool that has run to its end; its exit code says whether it has. */
const report = (tool, { code, stdout, stderr }, codes) => {
  if (!codes.includes(code)) throw new Error(`${tool.name} failed (${code}): ${lastLines(stderr || stdout)}`)
  return JSON.parse(stdout)
}

const actionlint = {
  name: "actionlint",
  version: "1.7.12",
  program: join(cache, "bin/actionlint"),
  versionArgs: ["-version"],
  async install() {
    const module = `github.com/rhysd/actionlint/cmd/actionlint@v${this.version}`
    return [await run("go", ["install", module], { GOBIN: join(cache, "bin"), GOFLAGS: "" })]
  },
  async judge(files) {
    const findings = report(this, await run(this.program, ["-no-color", "-format", "{{json .}}", ...files]), [0, 1])
    return findings.map(({ kind, message, filepath, line, column }) => ({
      rule: kind,
      message,
      file: filepath,
      line,
      column,
    }))
  },
}

const zizmor = {
  name: "zizmor",
  version: "1.32.0",
  program: join(cache, "zizmor/bin/zizmor"),
  versionArgs: ["--version"],
  async install() {
    const target = ["--target", join(cache, "zizmor"), "--upgrade", "--quiet", "--disable-pip-version-check"]
    const attempts = []
    for (const python of ["python3", "python"]) {
      attempts.push(await run(python, ["-m", "pip", "install", ...target, `zizmor==${this.version}`]))
      if (attempts.at(-1).code === 0) break
    }
    return attempts
  },
  async judge(files) {
    const strict = ["--offline", "--persona", "pedantic", "--strict-collection", "--no-ignores", "--no-config"]
    const output = ["--format", "json", "--no-exit-codes", "--no-progress", "--quiet"]
    const env = { RUST_BACKTRACE: "0" }
    const findings = report(this, await run(this.program, [...strict, ...output, ...files], env), [0])
    return findings.map(({ ident, desc, locations }) => {
      const { symbolic, concrete } = locations.find((one) => one.symbolic.kind === "Primary") ?? locations[0]
      const { row, column } = concrete.location.start_point
      return {
        rule: ident,
        message: `${desc}: ${symbolic.annotation}`,
        file: symbolic.key.Local.verbatim_path,
        line: row + 1,
        column: column + 1,
      }
    })
  },
}

/** Why the tool cannot be had here, or nothing. */
const missing = async (tool) => {
  const works = async () => {
    const { code, stdout } = await run(tool.program, tool.versionArgs)
    return code === 0 && stdout.split(/\s+/).some((word) => word.replace(/^v/, "") === tool.version)
  }
  if (await works()) return undefined
  mkdirSync(cache, { recursive: true })
  const attempts = await tool.install()
  if (await works()) return undefined
  const failed = attempts.find(({ code }) => code !== "ENOENT" && code !== 0)
  if (failed) return `it could not be installed: ${lastLines(failed.stderr)}`
  return attempts.every(({ code }) => code === "ENOENT") ? "its installer is not on this machine" : "it does not run"
}

const entries = (directory) => {
  try {
    return readdirSync(join(root, directory), { withFileTypes: true })
  } catch (error) {
    if (error.code === "ENOENT") return []
    throw error
  }
}

const workflows = (directory) =>
  entries(directory)
    .filter((entry) => entry.isFile() && /\.ya?ml$/.test(entry.name))
    .map((entry) => `${directory}/${entry.name}`)

const allWorkflows = () => [
  ...workflows("packages/adapters/test/github/golden"),
  ...workflows(".github/workflows"),
  ...entries("examples").flatMap((entry) => workflows(`examples/${entry.name}/.github/workflows`)),
]

/** The job that a line of a workflow belongs to: generated files are indented by two, and job ids stand alone. */
const jobAt = (file, line) => {
  const lines = readFileSync(resolve(root, file), "utf8").split("\n").slice(0, line)
  const jobs = lines.findIndex((text) => /^jobs:/.test(text))
  if (jobs === -1 || lines.slice(jobs + 1).some((text) => /^[^\s#]/.test(text))) return undefined
  return lines
    .slice(jobs + 1)
    .findLast((text) => /^ {2}[\w-]+:/.test(text))
    ?.trim()
    .split(":")[0]
}

const matchesGlob = (glob, file) => {
  const pattern = glob
    .replace(/[.+^${}()|[\]\\?]/g, "\\$&")
    .replace(/\*\*|\*/g, (star) => (star === "*" ? "[^/]*" : ".*"))
  return new RegExp(`^${pattern}$`).test(file)
}

const readExceptions = () => {
  const file = new URL("./judges.exceptions.json", import.meta.url)
  const exceptions = JSON.parse(readFileSync(file, "utf8"))
  for (const exception of exceptions) {
    for (const key of ["name", "tool", "rule", "file", "reason"]) {
      if (typeof exception[key] !== "string" || exception[key].trim() === "") {
        throw new Error(`judges.exceptions.json: ${exception.name ?? "an exception"} has no ${key}`)
      }
    }
  }
  return exceptions
}

const excuses = (exception, finding) =>
  exception.tool === finding.tool &&
  exception.rule === finding.rule &&
  matchesGlob(exception.file, finding.file) &&
  (exception.job === undefined || exception.job === finding.job) &&
  (exception.message === undefined || exception.message === finding.message)

const main = async () => {
  const { values, positionals } = parseArgs({ options: { all: { type: "boolean" } }, allowPositionals: true })
  const inRoot = (file) => relative(root, resolve(file)).split(sep).join("/")
  const files = positionals.length > 0 ? positionals.map(inRoot) : allWorkflows()
  if (files.length === 0) throw new Error("there is no workflow to judge")

  const exceptions = readExceptions()
  const used = new Map(exceptions.map(({ name }) => [name, 0]))
  const judging = new Set()
  let failed = false

  for (const tool of [actionlint, zizmor]) {
    const title = `${tool.name} ${tool.version}`
    const reason = await missing(tool)
    if (reason !== undefined) {
      console.log(`${title}: left out, ${reason}`)
      failed ||= values.all === true
      continue
    }
    judging.add(tool.name)
    const all = (await tool.judge(files)).map((finding) => ({
      ...finding,
      tool: tool.name,
      job: jobAt(finding.file, finding.line),
    }))
    const findings = all.filter((finding) => {
      const exception = exceptions.find((one) => excuses(one, finding))
      if (exception) used.set(exception.name, used.get(exception.name) + 1)
      return !exception
    })
    console.log(`${title}: ${files.length} files, ${findings.length} findings, ${all.length - findings.length} excused`)
    for (const { file, line, column, job, rule, message } of findings) {
      console.log(`  ${file}:${line}:${column}${job ? ` (job ${job})` : ""} ${rule}: ${message}`)
    }
    failed ||= findings.length > 0
  }

  for (const { name, tool, reason } of exceptions.filter(({ tool }) => judging.has(tool))) {
    const count = used.get(name)
    console.log(
      count > 0 ? `exception ${name}, used ${count} times: ${reason}` : `exception ${name} (${tool}): not used`,
    )
  }
  process.exitCode = failed ? 1 : 0
}

main().catch((error) => {
  console.error(`judges: ${error.message}`)
  process.exitCode = 1
})
