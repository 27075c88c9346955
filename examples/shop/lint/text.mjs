/** What must not be in a file, and why. Kept as data, so that a rule is one line. */
const RULES = [
  { pattern: /\s+$/, why: "space at the end of the line" },
  { pattern: /\t/, why: "a tab; this project indents with spaces" },
  { pattern: /\bdebugger\b/, why: "a forgotten debugger statement" },
  {
    pattern: /\b(?:test|it|describe|suite)\.only\(/,
    why: "only this test would run, and the others would seem to pass",
  },
  { pattern: /\bconsole\./, why: "console prints unstructured text; the server has a log, a command has say()" },
  { pattern: /[^=!]==[^=]|!=[^=]/, why: "== and != convert their operands; use === and !==" },
  { pattern: /\bvar\s+\w+\s*=/, why: "var is not bound to its block; use const or let" },
]

/**
 * @param {string} text
 * @returns {string[]}
 */
export function checkText(text) {
  const problems = text
    .split("\n")
    .flatMap((line, index) =>
      RULES.filter(({ pattern }) => pattern.test(line)).map(({ why }) => `${index + 1}: ${why}`),
    )
  return text.endsWith("\n") ? problems : [...problems, `${text.split("\n").length}: no newline at the end of the file`]
}
