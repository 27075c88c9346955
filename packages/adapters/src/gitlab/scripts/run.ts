import type { ShellName } from "@shipline/core/plan"
import { delimiter, shellCommand } from "../../shared/script-file.js"
import { within } from "./within.js"

interface Run {
  readonly title: string
  readonly script: string
  readonly shell: ShellName
  /** What it finds in its environment beside what the job does, each with a word of the shell. */
  readonly variables: readonly (readonly [name: string, word: string])[]
  /** The variable that holds the folder in which it runs. */
  readonly folder: string | undefined
  readonly retries: number
  /** How long each of several attempts may take. */
  readonly seconds: number
  /** Runs only where this test of the shell holds. */
  readonly only: string | undefined
}

/**
 * A script of the program, by a shell of its own: it may end as it likes without ending the job, and what it sets stays
 * its own.
 */
export const runScript = ({ title, script, shell, variables, folder, retries, seconds, only }: Run): string => {
  const end = delimiter(script)
  const attempts = retries + 1
  const given = variables.map(([name, word]) => `${name}=${word} `).join("")
  const patience = retries === 0 ? "" : `timeout -k 10 ${seconds} `
  const call = `${given}${patience}${shellCommand[shell]} "$SHIPLINE_WORK/script.sh"`
  const tried =
    retries === 0
      ? call
      : `set -- 1
until ${call}; do
  set -- "$1" "$?"
  if [ "$1" -ge ${attempts} ]; then exit "$2"; fi
  echo "Attempt $1 of ${attempts} failed with exit code $2."
  set -- "$(($1 + 1))"
done`
  const placed = folder === undefined ? tried : `(\n${within(`cd "$${folder}" || exit\n${tried}\n`)})`
  const file = `cat > "$SHIPLINE_WORK/script.sh" << '${end}'
${script.endsWith("\n") ? script : `${script}\n`}${end}
${placed}`
  return `# ${title}\n${only === undefined ? file : `if ${only}; then\n${file}\nfi`}\n`
}
