import type { ShellName } from "@shipline/core/plan"
import { delimiter, shellCommand } from "../../shared/script-file.js"

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
until timeout -k 10 ${seconds} ${shellCommand[shell]} "$RUNNER_TEMP/attempt.sh"; do
  set -- "$1" "$?"
  if [ "$1" -ge ${attempts} ]; then exit "$2"; fi
  echo "::warning::Attempt $1 of ${attempts} failed with exit code $2."
  set -- "$(($1 + 1))"
done
`
}
