import { readFileSync } from "node:fs"
import { Ajv } from "ajv"
import { parseAllDocuments } from "yaml"
import type { Finding, Judge } from "./finding.js"
import { gitlabScripts } from "./gitlab-scripts.js"
import { shellcheckScript } from "./shellcheck-engine.js"

const schemaFile = new URL("../schemas/gitlab-ci.json", import.meta.url)

// Not strict: the schema carries keywords for editors. It names formats that say nothing about CI files.
const validate = new Ajv({ strict: false, allErrors: true, validateFormats: false }).compile(
  JSON.parse(readFileSync(schemaFile, "utf8")),
)

/** GitLab's own schema, on the header and on the content: the shape of everything, the meaning of nothing. */
const schema: Judge = async (_fileName, text) =>
  parseAllDocuments(text, { uniqueKeys: true }).flatMap((document): readonly Finding[] => {
    if (document.errors.length > 0)
      return document.errors.map(
        ({ message, linePos }): Finding => ({
          judge: "schema",
          ...(linePos && { line: linePos[0].line }),
          message,
        }),
      )
    if (validate(document.toJS())) return []
    return (validate.errors ?? []).map(({ instancePath, message, keyword }) => ({
      judge: "schema",
      message: `${instancePath}: ${message ?? keyword}`,
    }))
  })

/**
 * What ShellCheck cannot know of one entry of a script: a variable may come from the runner or from the entry before, and be
 * read by the one behind. An input is text before any shell reads it; and a text of the program holds what it holds, `$` too.
 */
const given = new Set([2016, 2034, 2154])

/**
 * Names of jobs and artifacts, and the policy, which is one text in quotes, as the same for all: what differs in nothing else
 * is read once.
 */
const alike = (text: string): string =>
  text
    .replaceAll("$[[ inputs.lane ]]", "release")
    .replace(
      /(SHIPLINE_POLICY=)'((?:[^']|'\\'')*)'/g,
      (_, name: string, policy: string) => `${name}'${policy.replace(/[^\n]/g, "")}'`,
    )
    .replace(/(\.shipline\/run\/)[\w-]+/g, "$1job")
    .replace(/\b(receipt|arrived) [\w-]+ /g, "$1 one ")
    .replace(/shipline_\w+_(digest|version|ref|tag)/g, "shipline_one_$1")
    .replace(/(\$SHIPLINE_WORK\/)[\w-]+\/[\w-]+\.tar/g, "$1one/one.tar")

const shellcheck: Judge = async (_fileName, text) => {
  const findings: Finding[] = []
  for (const { job, shell, text: script, line } of gitlabScripts(text))
    for (const one of await shellcheckScript(shell === "sh" ? alike(script) : script, { shell }))
      if (!given.has(one.code))
        findings.push({
          judge: "shellcheck",
          line: line + one.line - 1,
          message: `job '${job}', column ${one.column}: ${one.message} [SC${one.code}, ${one.severity}]`,
        })
  return findings
}

/** All judges on one file of GitLab's. A sound file has no finding. */
export const judgeGitlab: Judge = async (fileName, text) =>
  (await Promise.all([schema, shellcheck].map((one) => one(fileName, text)))).flat()
