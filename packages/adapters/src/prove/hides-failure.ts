import { plainShell } from "./plain-shell.js"

/** Whether a script can pass although a command of it has failed: `maybe` where that depends on what the text does not say. */
export type Hiding = "no" | "maybe" | "surely"

/** What several scripts are together. */
export const worst = (all: readonly Hiding[]): Hiding =>
  all.includes("surely") ? "surely" : all.includes("maybe") ? "maybe" : "no"

/** What a shell makes of a failure that nobody looks at. */
export interface Shell {
  /** `posix` for sh and bash, `windows` for PowerShell and cmd, of which each stops at other failures. */
  readonly kind: "posix" | "windows" | "other"
  /** It ends with the first command that fails. */
  readonly stops: boolean
  /** A pipe fails with any of its parts, not with the last one only. */
  readonly pipefail: boolean
}

/** Commands by which nothing is checked: that they fail, or that what is behind them is left out, loses no verdict. */
const aside =
  /^(?:\[|test\b|true\b|:|echo\b|printf\b|cat\b|ls\b|cd\b|pushd\b|popd\b|mkdir\b|umask\b|rm\b|cp\b|mv\b|touch\b|chmod\b|command\b|which\b|type\b|hash\b|e?grep\b|find\b|sed\b|awk\b|cut\b|sort\b|uniq\b|tr\b|wc\b|head\b|tail\b|jq\b|yq\b|yes\b|date\b|seq\b|env\b|export\b|set\b|shopt\b|unset\b|source\b|\.\s|sleep\b|wait\b|trap\b|curl\b|wget\b|git\b|gh\b|openssl\b|base64\b|docker (?:login|inspect|ps|images|logs)\b|kubectl (?:get|logs)\b|local\b|readonly\b|declare\b|[A-Za-z_]\w*=\S*\s*(?:$|[;&|]))/

const isAside = (command: string): boolean => aside.test(command.replace(/^(?:!\s*|sudo\s+|time\s+|\(|\{)+/, "").trim())

/** Whether what stands there ends a script with a failure. */
const fails = (text: string): boolean => /\b(?:exit|return)\b(?!\s*0\b)|\bfalse\b|\bkill\b/.test(text)

/** What stands behind `||` in the place of a command that has failed. `kept` are the variables that are asked for later. */
const afterFailure = (alternative: string, kept: (variable: string) => boolean): Hiding => {
  if (fails(alternative)) return "no"
  const plain = alternative.replace(/^[({\s]+|[)};\s]+$/g, "")
  if (/^(?:true|:|\/bin\/true|exit\s+0|return\s+0|echo\b.*|printf\b.*)$/.test(plain)) return "surely"
  const variable = /^([A-Za-z_]\w*)=\S*$/.exec(plain)?.[1]
  return variable === undefined || kept(variable) ? "no" : "maybe"
}

const control = /^(?:if|elif|while|until|for|case|then|else|do|done|fi|esac|function)\b/

/** One line, without what the lines around it make of it. */
const ofLine = (whole: string, isLast: boolean, pipefail: boolean, kept: (variable: string) => boolean): Hiding => {
  // A bracket that closes nothing ends the patterns of a `case`, between which a bar is no pipe.
  const line = whole.replace(/^[^()]*\)(?=\s|$)\s*|\s*;;$/g, "")
  if (/;\s*(?:true|:|exit 0)$/.test(line)) return "surely"
  if (control.test(line)) return "no"
  const alternatives = line.split("||").map((one) => one.trim())
  const [first = "", ...others] = alternatives
  const last = others.at(-1)
  if (last !== undefined && /^(?:\[|test\b)/.test(first)) return "no"
  if (last !== undefined && (!isAside(first) || /^(?:true|:|exit 0)/.test(last))) return afterFailure(last, kept)
  if (last !== undefined) return "no"
  const parts = first.split("&&").map((one) => one.trim())
  const pipes = parts.flatMap((one) =>
    one
      .split("|")
      .map((part) => part.trim())
      .slice(0, -1),
  )
  if (!pipefail && pipes.some((one) => !isAside(one))) return "surely"
  // A shell that stops at failures passes over those before `&&`, unless the line is the last.
  if (isLast || parts.slice(0, -1).every(isAside)) return "no"
  return /^(?:break|continue|return)\b/.test(parts.at(-1) ?? "") ? "maybe" : "surely"
}

/** `if` that asks for a command which checks, and goes on where it fails. */
const asksAndGoesOn = (lines: readonly string[]): boolean =>
  lines.some((line, index) => {
    const asked = /^if\s+(.*?)(?:;\s*then\b(.*))?$/.exec(line)
    if (asked === null || isAside(asked[1] ?? "")) return false
    const end = lines.findIndex((one, at) => at >= index && /(?:^|;\s*)fi\b/.test(one))
    return !lines.slice(index, end < 0 ? undefined : end + 1).some((one) => fails(one))
  })

/** Commands that run beside the script, where nobody asks how they ended. */
const leavesAlone = (lines: readonly string[]): boolean => {
  const isBeside = (line: string): boolean => /[^&>|]&$/.test(line)
  const beside = lines.filter((line) => isBeside(line) || /[^&>|]&\s+[^&>\d]/.test(line))
  const rest = lines.filter((line) => !isBeside(line) && !isAside(line))
  return beside.length > 0 && (rest.length === 0 || lines.some((line) => /(?:^|[;&]\s*)wait\s*$/.test(line)))
}

const inWindows = (script: string): Hiding => {
  const commands = script.split("\n").filter((line) => !/^\s*(?:$|#|rem\b|::|echo\b|Write-|\$|cd\b|[})])/i.test(line))
  return commands.length > 1 && !/LASTEXITCODE|errorlevel|PSNativeCommandUseErrorActionPreference/i.test(script)
    ? "maybe"
    : "no"
}

/**
 * Whether a script may pass although one of its commands has failed. `own` are lines of which that is their author's own
 * decision.
 */
export const hidesFailure = (script: string, own: ReadonlySet<string>, shell: Shell): Hiding => {
  if (shell.kind === "other") return "no"
  const text = script
    .split("\n")
    .map((line) => (own.has(line.trim()) ? "" : line))
    .join("\n")
  if (shell.kind === "windows") return inWindows(text)
  if (/^\s*trap\s.*\bexit 0\b|^exit\s+0\s*(?:#.*)?$/m.test(text)) return "surely"
  const lines = plainShell(text)
  if (lines.some((line) => /(?:^|;\s*)set\s+\+(?:[a-z]*e|o\s+errexit\b)/.test(line))) return "surely"
  const stops = shell.stops || lines.some((line) => /^set\s+-(?:[a-df-z]*e|o\s+errexit\b)/.test(line))
  const pipefail =
    shell.pipefail || lines.some((line) => /^set\s+-.*\bpipefail\b|^set\s+-[a-z]*o\s+pipefail\b/.test(line))
  const commands = lines
    .flatMap((line) => (control.test(line) ? [line] : line.split(/;\s*/)))
    .filter((one) => one !== "")
  if (!stops && commands.slice(0, -1).some((one) => !isAside(one) && !control.test(one) && !fails(one))) return "surely"
  const told = text.split("\n").filter((line) => !/^\s*(?:echo|printf)\b/.test(line))
  const kept = (variable: string): boolean =>
    told.some((line) => new RegExp(`\\$\\{?${variable}\\b`).test(line.replace(/\|\|\s*\w+=\$\?/, "")))
  const found = lines.map((line, index) => ofLine(line, index === lines.length - 1, pipefail, kept))
  return worst([...found, leavesAlone(lines) ? "surely" : asksAndGoesOn(lines) ? "maybe" : "no"])
}
