import { documentsIn, plainShell } from "./plain-shell.js"

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
const asides = new Set(
  `test true echo printf cat ls cd pushd popd mkdir umask rm cp mv touch chmod which type hash egrep grep find sed
  awk cut sort uniq tr wc head tail jq yq yes date seq export set shopt unset source sleep wait trap curl wget git gh
  openssl base64 local readonly declare`.split(/\s+/),
)
const aside =
  /^(?:\[|:|\.\s|command -v\b|env$|docker (?:login|inspect|ps|images|logs|stop|rm|rmi|kill|compose (?:logs|ps|down|stop|rm))\b|kubectl (?:get|logs)\b|[A-Za-z_]\w*=\S*\s*(?:$|[;&|]))/

/** Commands whose failure says nothing of what is checked. */
const tidies =
  /^(?:sudo\s+)?(?:rm|mkdir|cp|mv|touch|chmod|echo|cat|ls|cd|sleep|kill|pkill|killall|docker (?:logs|stop|rm|rmi|kill|compose (?:logs|ps|down|stop|rm)|network|volume)|git (?:fetch|tag|config|remote|branch))\b/

/** Commands that get ready what is checked later. */
const prepares =
  /^(?:(?:npm|pnpm|yarn|bun) (?:ci|i|install|add|config)\b|yarn$|corepack\b|pip3? install\b|python3? -m pip install\b|poetry install\b|uv (?:sync|pip)\b|bundle (?:install|config)\b|(?:apt|apt-get|apk|brew|choco|dnf|yum)\b|go (?:mod|get|install)\b|cargo (?:fetch|install)\b|composer install\b|dotnet restore\b|rustup\b|nvm\b|playwright install\b|npx playwright install\b|exit\b|if\b|then\b|else\b|fi\b|[{}()])/

/** Whether a script has a command that may be one of a check: not only such as look, get ready or say something. */
export const mayCheck = (script: string): boolean =>
  plainShell(script).some((line) =>
    line.split(/\s*(?:;|&&|\|\|)\s*/).some((one) => {
      const command = one.replace(/^(?:sudo|time)\s+/, "")
      return command !== "" && !isAside(command) && !prepares.test(command)
    }),
  )

/** A command without what stands around it. */
const bareCommand = (command: string): string =>
  command
    .trim()
    .replace(/^(?:!\s*|sudo\s+|time\s+|[({]\s*)+/, "")
    .trim()

const isOneAside = (command: string): boolean => {
  const plain = bareCommand(command)
  return plain === "" || /^[)}]/.test(plain) || asides.has(/^[\w./-]+/.exec(plain)?.[0] ?? "") || aside.test(plain)
}

/** Every command of a text, whatever stands between them. */
const commandsIn = (text: string): readonly string[] => text.split(/&&|\|\||[;|]/)

const isAside = (text: string): boolean => commandsIn(text).every(isOneAside)

/** It may well be what a gate is there for, such as a call of what has been started. */
const mayAsk = /(?:^|[&;|({]\s*)(?:curl|wget|git diff|openssl)\s/

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
  if (control.test(line)) {
    // What is asked for may fail; what is done then is a line of its own.
    const done = line.split(/;\s*/).map((one) => one.replace(/^(?:then|else|do)\s+/, ""))
    return worst(done.flatMap((one) => (control.test(one) || one === line ? [] : [ofLine(one, true, pipefail, kept)])))
  }
  // Between brackets commands are one; else each is for itself.
  if (/;\s*\S/.test(line) && !/[({]/.test(line)) {
    const commands = line.split(/;\s*/).filter((one) => one !== "")
    return worst(commands.map((one, at) => ofLine(one, isLast && at === commands.length - 1, pipefail, kept)))
  }
  const alternatives = line.split("||").map((one) => one.trim())
  const [first = "", ...others] = alternatives
  const last = others.at(-1)
  const tries = commandsIn(first).map(bareCommand)
  if (last !== undefined && tries.every((one) => /^(?:\[|test\s)/.test(one) || tidies.test(one))) return "no"
  if (last !== undefined && (!isAside(first) || mayAsk.test(first) || /^(?:true|:|exit 0)/.test(last)))
    return afterFailure(last, kept)
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
  // Who waits for one of them by its number is told how it has ended.
  if (lines.some((line) => /(?:^|[;&]\s*)wait\s+\S/.test(line))) return false
  const beside = lines.filter((line) => (isBeside(line) || /[^&>|]&\s+[^&>\d]/.test(line)) && mayCheck(line))
  if (beside.length === 0) return false
  const rest = lines.filter((line) => !isBeside(line) && !isAside(line))
  return rest.length === 0 || lines.some((line) => /(?:^|[;&]\s*)wait\s*$/.test(line))
}

const inWindows = (script: string): Hiding => {
  const commands = script.split("\n").filter((line) => !/^\s*(?:$|#|rem\b|::|echo\b|Write-|\$|cd\b|[})])/i.test(line))
  return commands.length > 1 && !/LASTEXITCODE|errorlevel|PSNativeCommandUseErrorActionPreference/i.test(script)
    ? "maybe"
    : "no"
}

/** What the scripts hide that stand in a script, as documents that a shell is given or a file that one runs later. */
const within = (script: string, own: ReadonlySet<string>): readonly Hiding[] =>
  documentsIn(script).flatMap(({ line, body }) => {
    const given = /^\s*(?:sudo\s+)?(?:ba|z|da|k)?sh\b/.test(line)
    if (!given && !/>\s*\S*\.sh\b/.test(line)) return []
    const stops = !given || /\s-[a-z]*e/.test(line)
    return [hidesFailure(body, own, { kind: "posix", stops, pipefail: !given || line.includes("pipefail") })]
  })

/** What a script must have so that a shell which stops at failures can pass over one. */
const passing = /[|&;<]|\b(?:if|set|trap|exit)\b/

const judge = (script: string, own: ReadonlySet<string>, shell: Shell): Hiding => {
  if (shell.kind === "other") return "no"
  const stopsAtAll = shell.kind === "posix" && shell.stops
  if (stopsAtAll && !passing.test(script)) return "no"
  const text = script
    .split("\n")
    .map((line) => (own.has(line.trim()) ? "" : line))
    .join("\n")
  if (shell.kind === "windows") return inWindows(text)
  if (stopsAtAll && !script.includes("<<") && !passing.test(text)) return "no"
  if (/^\s*trap\s.*\bexit 0\b|^exit\s+0\s*(?:#.*)?$/m.test(text)) return "surely"
  const lines = plainShell(text)
  if (lines.some((line) => /(?:^|;\s*)set\s+\+(?:[a-z]*e|o\s+errexit\b)/.test(line))) return "surely"
  const stops = shell.stops || lines.some((line) => /^set\s+-(?:[a-df-z]*e|o\s+errexit\b)/.test(line))
  const pipefail =
    shell.pipefail ||
    text.includes("PIPESTATUS") ||
    lines.some((line) => /^set\s+-.*\bpipefail\b|^set\s+-[a-z]*o\s+pipefail\b/.test(line))
  if (!stops) {
    const commands = lines
      .flatMap((line) => (control.test(line) ? [line] : line.split(/;\s*/)))
      .filter((one) => one !== "")
    if (commands.slice(0, -1).some((one) => !isAside(one) && !control.test(one) && !fails(one))) return "surely"
  }
  const kept = (variable: string): boolean =>
    text
      .split("\n")
      .filter((line) => !/^\s*(?:echo|printf)\b/.test(line))
      .some((line) => new RegExp(`\\$\\{?${variable}\\b`).test(line.replace(/\|\|\s*\w+=\$\?/, "")))
  const found = lines.map((line, index) => ofLine(line, index === lines.length - 1, pipefail, kept))
  return worst([
    ...found,
    ...within(script, own),
    leavesAlone(lines) ? "surely" : asksAndGoesOn(lines) ? "maybe" : "no",
  ])
}

/** What was judged already: many jobs have the same steps. */
const judged = new WeakMap<ReadonlySet<string>, Map<string, Hiding>>()
const most = 4096

/**
 * Whether a script may pass although one of its commands has failed. `own` are lines of which that is their author's own
 * decision.
 */
export const hidesFailure = (script: string, own: ReadonlySet<string>, shell: Shell): Hiding => {
  const known = judged.get(own) ?? new Map<string, Hiding>()
  const key = `${shell.kind} ${shell.stops} ${shell.pipefail} ${script}`
  const found = known.get(key) ?? judge(script, own, shell)
  if (known.size >= most) known.clear()
  known.set(key, found)
  judged.set(own, known)
  return found
}
