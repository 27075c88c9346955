import type { ShellName } from "@shipline/core/plan"

const command: { readonly [S in ShellName]: string } = {
  bash: "bash --noprofile --norc -eo pipefail",
  sh: "sh -e",
}

/** A word that stands on no line of the script by itself. */
const delimiter = (script: string): string => {
  const taken = new Set(script.split("\n"))
  let word = "SCRIPT"
  for (let count = 2; taken.has(word); count++) word = `SCRIPT_${count}`
  return word
}

/**
 * A script that is tried again when it fails, each time for at most `seconds`. It names no variable of its own, so it
 * cannot change one that the script reads.
 */
export const retryScript = (script: string, shell: ShellName, retries: number, seconds: number): string => {
  const end = delimiter(script)
  const attempts = retries + 1
  return `cat > "$RUNNER_TEMP/attempt.sh" <<'${end}'
${script}
${end}
set -- 1
until timeout -k 10 ${seconds} ${command[shell]} "$RUNNER_TEMP/attempt.sh"; do
  set -- "$1" "$?"
  if [ "$1" -ge ${attempts} ]; then exit "$2"; fi
  echo "::warning::Attempt $1 of ${attempts} failed with exit code $2."
  set -- "$(($1 + 1))"
done
`
}
