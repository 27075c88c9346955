import { spawnSync } from "node:child_process"
import { mkdtempSync, readdirSync, rmSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import {
  artifact,
  gate,
  matrix,
  pipeline,
  type Ref,
  type Shell,
  ShiplineError,
  secret,
  sh,
  shard,
} from "@shipline/core"
import fc from "fast-check"
import { afterAll, describe, expect, it } from "vitest"
import { shellScript } from "../src/dsl/shell.js"

const folder = mkdtempSync(join(tmpdir(), "shipline-sh-"))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

/** The script of a template that is given as its pieces: what `sh` sees of a template literal. */
const template = (pieces: readonly string[], values: readonly (string | number | Ref<string>)[]) =>
  scriptOf(sh(Object.assign([...pieces], { raw: [...pieces] }), ...values))

const scriptOf = (shell: Shell<string>) => {
  const script = shellScript(shell)
  if (script === undefined) throw new Error("no script")
  return script
}

type Script = ReturnType<typeof scriptOf>
const shells = ["bash", "sh"] as const

/** Runs a script as runners do, in an empty folder, and gives what it printed. */
const execute = (shell: (typeof shells)[number], script: Script): string => {
  const env = Object.fromEntries(
    script.variables.map(({ name, value }) => [
      name,
      value.kind === "text" ? value.text : `<${JSON.stringify(value)}>`,
    ]),
  )
  const flags = shell === "bash" ? ["--noprofile", "--norc", "-eo", "pipefail", "-c"] : ["-ec"]
  const run = spawnSync(shell, [...flags, script.run], { cwd: folder, env: { PATH: "/usr/bin:/bin", ...env } })
  if (run.status !== 0) throw new Error(`${shell} ended with ${run.status}: ${run.stderr}\n${script.run}`)
  return run.stdout.toString()
}

const refusal = (make: () => unknown) => {
  try {
    make()
  } catch (error) {
    if (error instanceof ShiplineError) return error.problems[0]
    throw error
  }
  return undefined
}

/**
 * A part of a script with places for values, and what it prints for them. Each value must arrive as one word, whatever
 * it holds; the zero bytes keep words apart.
 */
interface Part {
  readonly pieces: readonly string[]
  readonly prints: (...values: readonly string[]) => string
}
const one = (value = ""): string => `${value}\0`
const withoutEnd = (value = ""): string => `${value.replace(/\n+$/, "")}\0`
const parts: readonly Part[] = [
  { pieces: ["printf '%s\\0' ", ""], prints: one },
  { pieces: ["printf '%s\\0' ", " ", ""], prints: (a, b) => one(a) + one(b) },
  { pieces: ["printf '%s\\0' a", "b", "c"], prints: (a, b) => one(`a${a}b${b}c`) },
  { pieces: ["printf '%s\\0' \"it is ", " and '", "'\""], prints: (a, b) => one(`it is ${a} and '${b}'`) },
  { pieces: ["printf '%s\\0' 'it''s' ", " # not ' a quote"], prints: (a) => one("its") + one(a) },
  { pieces: ["x=", "\nprintf '%s\\0' \"$x\""], prints: one },
  { pieces: ["x=", "; : \"${x}\" ${#x}; printf '%s\\0' ", ""], prints: (_, b) => one(b) },
  { pieces: ["printf '%s\\0' \"$(printf '%s' ", ')"'], prints: withoutEnd },
  { pieces: ["printf '%s\\0' \"$(printf '%s' \"", '")" ', ""], prints: (a, b) => withoutEnd(a) + one(b) },
  { pieces: ["printf '%s\\0' \"$(printf '%s' $(printf x; : ", '))"'], prints: () => one("x") },
  {
    pieces: ["printf '%s\\0' \"$(case x in x) printf '%s' ", ' ;; y) : ;; esac)" ', ""],
    prints: (a, b) => withoutEnd(a) + one(b),
  },
  { pieces: ["printf '%s\\0' \"$(case x in (x) printf '%s' y ;; esac) ", '"'], prints: (a) => one(`y ${a}`) },
  { pieces: ["case x in x) printf '%s\\0' ", " ;; esac"], prints: one },
  { pieces: ["for y in ", " ", "; do printf '%s\\0' \"$y\"; done"], prints: (a, b) => one(a) + one(b) },
  { pieces: ["f() { printf '%s\\0' \"$1\"; }\nf ", ""], prints: one },
  { pieces: ["(printf '%s\\0' ", ")"], prints: one },
  { pieces: ["{ printf '%s\\0' ", "; }"], prints: one },
  { pieces: ["if [ ", " = ", " ]; then :; else :; fi; printf '%s\\0' y"], prints: () => one("y") },
  { pieces: ["printf '%s\\0' \\\n  ", " \\\n  ", ""], prints: (a, b) => one(a) + one(b) },
  {
    pieces: ["cat <<EOF\n", " and '", "'\nEOF\nprintf '\\0%s\\0' ", ""],
    prints: (a, b, c) => `${a} and '${b}'\n\0${one(c)}`,
  },
  { pieces: ["cat <<-EOF \\\n  -\n\t", "\n\tEOF\nprintf '\\0'"], prints: (a) => `${a}\n\0` },
  {
    pieces: ["cat <<'EOF' && printf '%s\\0' ", "\nit's \"quoted\nEOF\nprintf '%s\\0' ", ""],
    prints: (a, b) => `it's "quoted\n${one(a)}${one(b)}`,
  },
  { pieces: ["cat <<A; cat <<B\n", '\nA\n"', "\nB\nprintf '\\0'"], prints: (a, b) => `${a}\n"${b}\n\0` },
  { pieces: ["cat <<EOF\n$(printf '%s' ", ")\nEOF\nprintf '\\0'"], prints: (a = "") => `${a.replace(/\n+$/, "")}\n\0` },
  { pieces: ["printf '%s\\0' \"$(cat <<EOF\n\"", '\nEOF\n)" ', ""], prints: (a, b) => withoutEnd(`"${a}`) + one(b) },
  { pieces: ["# it's \"nothing ", "\nprintf '%s\\0' ", ""], prints: (_, b) => one(b) },
  { pieces: ["printf '%s\\0' \\\\", ""], prints: (a) => one(`\\${a}`) },
  { pieces: ["printf '%s\\0' \\$", ' "\\$', '"'], prints: (a, b) => one(`$${a}`) + one(`$${b}`) },
  { pieces: ["printf '%s\\0' $((1 << 2)) \"$(( (1 + 2) * 3 ))\" ", ""], prints: (a) => one("4") + one("9") + one(a) },
  { pieces: ["x='a'; printf '%s\\0' \"${x:-'b'}\" ${#x} ", ""], prints: (a) => one("a") + one("1") + one(a) },
  { pieces: ['printf \'%s\\0\' "${unset-"it\'s"}" ', ""], prints: (a) => one("it's") + one(a) },
]

const attacks = [
  "$(touch pwned)",
  "`touch pwned`",
  "'; touch pwned; '",
  '"; touch pwned; "',
  "; touch pwned",
  "| touch pwned",
  "& touch pwned &",
  "\ntouch pwned\n",
  "\\",
  "\\\n",
  "$",
  "${IFS}",
  "a[$(touch pwned)]",
  "$((touch))",
  "*",
  "?",
  "~",
  "!!",
  "-n",
  "--",
  "#",
  "EOF",
  "A\nB\nEOF\ntouch pwned",
  "${{ secrets.X }}",
  "%s%n",
  "{a,b}",
  " ",
  "",
  "\t",
  "\r\n",
  "é",
  "日本",
  "🙂",
  "\u202e",
  "\u0001",
  "\u007f",
  "$'\\x41'",
  "<(touch pwned)",
  "esac",
  ")",
  "))",
  "}",
]
const values = fc.oneof(
  fc.constantFrom(...attacks),
  fc.array(fc.constantFrom(...attacks), { maxLength: 4 }).map((list) => list.join("")),
  fc.string({ unit: "binary", maxLength: 20 }).filter((text) => !text.includes("\0")),
)

/** Parts with their values as one script, a part after the other. */
const written = (chosen: readonly (readonly [Part, readonly string[]])[]): Script => {
  const pieces: string[] = [""]
  for (const [part] of chosen) {
    const [first = "", ...more] = part.pieces
    pieces.push(`${pieces.pop()}${first}`, ...more)
    pieces.push(`${pieces.pop()}\n`)
  }
  return template(
    pieces,
    chosen.flatMap(([, own]) => own),
  )
}

describe("values in a script", () => {
  it.each(shells)("reach %s as one word each, whatever they hold, and nothing else runs", (shell) => {
    const part = fc
      .constantFrom(...parts)
      .chain((chosen) =>
        fc.tuple(
          fc.constant(chosen),
          fc.array(values, { minLength: chosen.pieces.length - 1, maxLength: chosen.pieces.length - 1 }),
        ),
      )
    fc.assert(
      fc.property(fc.array(part, { minLength: 1, maxLength: 8 }), (chosen) => {
        const script = written(chosen)
        expect(execute(shell, script)).toBe(chosen.map(([{ prints }, own]) => prints(...own)).join(""))
        expect(readdirSync(folder)).toEqual([])
        for (const [, own] of chosen)
          for (const value of own) if (value.length > 6) expect(script.run).not.toContain(value)
      }),
      { numRuns: 150 },
    )
  })

  it.each(shells)("reach %s from every part with every attack", (shell) => {
    for (const { pieces, prints } of parts) {
      const chosen = attacks.map((attack) => [{ pieces, prints }, pieces.slice(1).map(() => attack)] as const)
      expect(execute(shell, written(chosen))).toBe(chosen.map(([, own]) => prints(...own)).join(""))
    }
    expect(readdirSync(folder)).toEqual([])
  })
})

describe("places where a value cannot be expanded safely", () => {
  const refused: readonly (readonly [string, readonly string[]])[] = [
    ["single quotes", ["echo '", "'"]],
    ["single quotes", ["echo \"$(echo '", "')\""]],
    ["$'...'", ["echo $'", "'"]],
    ["a quoted heredoc", ["cat <<'EOF'\n", "\nEOF"]],
    ["a quoted heredoc", ['cat <<"EOF"\n', "\nEOF"]],
    ["a quoted heredoc", ["cat <<\\EOF\n", "\nEOF"]],
    ["a quoted heredoc", ["  cat <<-'EOF'\n  it\n", "\n  EOF"]],
    ["the delimiter of a heredoc", ["cat <<", "\nx\nEOF"]],
    ["the delimiter of a heredoc", ["cat <<E", "\nx\nEOF"]],
    ["backticks", ["echo `echo ", "`"]],
    ["backticks", ['echo "`echo ', '`"']],
    ["arithmetic", ["echo $((", " + 1))"]],
    ["arithmetic", ['echo "$(( 1 + ', ' ))"']],
    ["arithmetic", ["echo $(( (", ") + 1 ))"]],
    ["arithmetic", ["(( x = ", " ))"]],
    ["arithmetic", ["for ((i = 0; i < ", "; i++)); do :; done"]],
    ["arithmetic", ["if ((", " > 1)); then :; fi"]],
    ["arithmetic", ["echo $[", "]"]],
    ["arithmetic", ["a[", "]=1"]],
    ["arithmetic", ['a["', '"]=1']],
    ["arithmetic", ["[[ ", " -gt 1 ]]"]],
    ["arithmetic", ["[[ 1 -lt ", " ]]"]],
    ["arithmetic", ['[[ "', '" -eq 1 ]]']],
    ["arithmetic", ["[[ -v ", " ]]"]],
    ["arithmetic", ["let x=", ""]],
    ["arithmetic", ['true && let "x=', '"']],
    ["arithmetic", ["declare -i x=", ""]],
    ["arithmetic", ["f() { local -ri x=", "; }"]],
    ["arithmetic", ["[ -v ", " ]"]],
    ["arithmetic", ["if test ! -v ", "; then :; fi"]],
    ["arithmetic", ["printf -v ", " x"]],
    ["arithmetic", ["unset ", ""]],
    ["arithmetic", ["read -r ", " < file"]],
    ["arithmetic", ["mapfile -t ", " < file"]],
    ["${...}", ["echo ${", "}"]],
    ["${...}", ["echo ${x:-", "}"]],
    ["${...}", ['echo "${x:-', '}"']],
    ["${...}", ["echo ${x:", ":1}"]],
    ["${...}", ["echo ${a[", "]}"]],
    ["${...}", ["echo \"${x%'", "'}\""]],
    ["the place after a backslash", ["echo \\", ""]],
    ["the place after a backslash", ['echo "\\', '"']],
    ["the place after a dollar sign", ["echo $", ""]],
    ["the place after a dollar sign", ['echo "$', '"']],
    ["the place after a dollar sign", ["cat <<EOF\n$", "\nEOF"]],
  ]
  it.each(refused)("%s: %j", (context, pieces) => {
    const problem = refusal(() => template(pieces, ["x"]))
    expect(problem).toMatchObject({ code: "SL1002", path: "sh", message: `value 1 of a script stands in ${context}` })
    expect(problem?.hint).not.toBe("")
  })

  it("counts the values of the script", () => {
    expect(refusal(() => sh`echo ${"a"} ${"b"} '${"c"}'`)?.message).toBe("value 3 of a script stands in single quotes")
  })

  it.each([
    [["echo '", "'"].join("$x"), "no value at all"],
    ["[ \"$x\" -gt 1 ] || echo '$((1))' `date`", "no value, so anything goes"],
  ])("lets %s pass: %s", (script) => {
    expect(template([script], []).run).toBe(script)
  })

  it.each([
    [["[[ ", " == a* ]] && [ 1 -gt 0 ]"]],
    [["printf '%s' ", " | read -r line"]],
    [["read -r line < ", ""]],
    [["npm run read ", ""]],
    [["declare x=", ""]],
    [["./let ", ""]],
    [["[[ x == y ]] || [ ", " -gt 1 ]"]],
    [["cat <<<", ""]],
    [['echo "see note[', '"]'.slice(0, 1)]],
    [["echo $# ", ""]],
    [["echo $$ ", ""]],
    [["diff <(echo ", ") <(echo b)"]],
    [["x=${#y} # it's\necho ", ""]],
  ])("accepts %j", (pieces) => {
    expect(() => template(pieces, ["x"])).not.toThrow()
  })
})

describe("the text of a script", () => {
  it("loses the indentation that all lines share, and blank ends", () => {
    const script = scriptOf(sh`
      cd app

      if true; then
        npm test
      fi
    `)
    expect(script.run).toBe("cd app\n\nif true; then\n  npm test\nfi")
  })

  it("keeps tabs and spaces apart", () => {
    expect(template(["\n\t\ta\n\t b\n"], []).run).toBe("\ta\n b")
    expect(template(["\n\ta\n  b\n"], []).run).toBe("\ta\n  b")
  })

  it("ends heredocs where their indentation is taken away", () => {
    const script = scriptOf(sh`
      cat <<EOF
      ${"a b"}
      EOF
      printf '%s\\n' ${"c d"}
    `)
    expect(script.run).toBe("cat <<EOF\n${VALUE}\nEOF\nprintf '%s\\n' \"${VALUE_2}\"")
    for (const shell of shells) expect(execute(shell, script)).toBe("a b\nc d\n")
  })

  it.each([
    ["a\r\nb", "a\nb"],
    ["\r\n  a\r\n  b\r\n", "a\nb"],
    ["a\rb", "a\nb"],
  ])("has the ends of lines that shells know: %j", (text, run) => {
    expect(template([text], []).run).toBe(run)
  })

  it("finds comments that end with a carriage return", () => {
    expect(refusal(() => template(["# a comment\r echo '", "'"], ["x"]))?.code).toBe("SL1002")
  })

  it("stops at the first error", () => {
    for (const shell of shells)
      expect(() =>
        execute(
          shell,
          scriptOf(sh`false
      echo still here`),
        ),
      ).toThrow(/ended with 1/)
  })

  it.each([
    [() => sh``, "SL1006", "a script is empty"],
    [
      () => sh`
      `,
      "SL1006",
      "a script is empty",
    ],
    [() => sh`echo \0`, "SL1006", "a script holds a NUL character"],
    [() => sh`echo ${"a\0b"}`, "SL1006", "value 1 of a script holds a NUL character"],
    [() => sh`echo \u{zz}`, "SL1003", "a script holds an escape that JavaScript does not know"],
    [() => sh`echo ${Number.NaN}`, "SL1004", "value 1 of a script is NaN, not text, a number or a reference"],
    [
      () => sh`echo ${Number.POSITIVE_INFINITY}`,
      "SL1004",
      "value 1 of a script is Infinity, not text, a number or a reference",
    ],
    [() => sh`echo ${null as never}`, "SL1004", "value 1 of a script is null, not text, a number or a reference"],
    [() => sh`echo ${true as never}`, "SL1004", "value 1 of a script is boolean, not text, a number or a reference"],
    [
      () => sh`echo ${gate("unit", sh`x`) as never}`,
      "SL1004",
      "value 1 of a script is an object, not text, a number or a reference",
    ],
  ] as const)("is refused: %s", (make, code, message) => {
    expect(refusal(make)).toMatchObject({ code, message, at: { file: import.meta.filename } })
  })

  it("is frozen", () => {
    const script = scriptOf(sh`echo ${"a"}`)
    expect([script, script.variables, script.variables[0], script.variables[0]?.value].every(Object.isFrozen)).toBe(
      true,
    )
  })
})

describe("the variables of a script", () => {
  const image = artifact.image("web shop", { repository: "ghcr.io/acme/shop" })
  const names = (shell: Shell<string>) => scriptOf(shell).variables.map(({ name }) => name)

  it("are named after what they hold", () => {
    expect(
      names(
        sh`${image.ref} ${image.tag} ${image.version} ${image.digest} ${secret("TOKEN")} ${matrix("os")} ${shard.index} ${7}`,
      ),
    ).toEqual([
      "WEB_SHOP_REF",
      "WEB_SHOP_TAG",
      "WEB_SHOP_VERSION",
      "WEB_SHOP_DIGEST",
      "TOKEN",
      "MATRIX_OS",
      "SHARD_INDEX",
      "VALUE",
    ])
    expect(names(sh`${artifact.files("2nd", { paths: ["x"] }).path}`)).toEqual(["ARTIFACT_2ND_PATH"])
    expect(names(sh`${artifact.files("Шоп", { paths: ["x"] }).path}`)[0]).toMatch(/^[A-Z][A-Z0-9_]*_PATH$/)
  })

  it("hold the same value once, and different ones apart", () => {
    const script = scriptOf(sh`echo ${"a"} ${"b"} ${"a"} ${1} ${"1"}`)
    expect(script.run).toBe('echo "${VALUE}" "${VALUE_2}" "${VALUE}" "${VALUE_3}" "${VALUE_3}"')
  })

  it("make way for secrets, which keep their names", () => {
    expect(names(sh`echo ${"a"} ${secret("VALUE")}`)).toEqual(["VALUE_2", "VALUE"])
    expect(names(sh`echo ${image.ref} ${secret("WEB_SHOP_REF")}`)).toEqual(["WEB_SHOP_REF_2", "WEB_SHOP_REF"])
  })

  it("make way for the words of the script, which may be variables of its own", () => {
    const script = scriptOf(sh`VALUE=x; for VALUE_2 in y; do printf '%s' ${"mine"}; done`)
    for (const shell of shells) expect(execute(shell, script)).toBe("mine")
  })

  it("keep two artifacts apart whose names look alike", () => {
    const [one, two] = [artifact.files("web-shop", { paths: ["a"] }), artifact.files("web_shop", { paths: ["b"] })]
    expect(names(sh`${one.path} ${two.path}`)).toEqual(["WEB_SHOP_PATH", "WEB_SHOP_PATH_2"])
  })

  it("reach every script of a plan", () => {
    const { plan } = pipeline("p", { on: { push: "main" } }, (source) => source.pass(gate("unit", sh`echo ${"a b"}`)))
    const [node] = plan.nodes
    expect(node).toMatchObject({
      job: {
        steps: [{ run: 'echo "${VALUE}"', variables: [{ name: "VALUE", value: { kind: "text", text: "a b" } }] }],
      },
    })
  })
})
