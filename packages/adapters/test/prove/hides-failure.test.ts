import { describe, expect, test } from "vitest"
import { type Hiding, hidesFailure, type Shell } from "../../src/prove/hides-failure.js"

const bash: Shell = { kind: "posix", stops: true, pipefail: true }
const bare: Shell = { ...bash, pipefail: false }
const loose: Shell = { kind: "posix", stops: false, pipefail: false }
const windows: Shell = { ...loose, kind: "windows" }

const scripts: readonly (readonly [script: string, expected: Hiding, shell?: Shell])[] = [
  ["npm test", "no"],
  ["npm ci\nnpm test", "no"],
  ["npm test || true", "surely"],
  ["npm test || :", "surely"],
  ["npm test || exit 0", "surely"],
  ["npm test || printf 'no\\n'", "surely"],
  ["npm test || { echo no; }", "surely"],
  ["npm test || (exit 0)", "surely"],
  ["npm test || \\\n  true", "surely"],
  ["npm test ||\n  true", "surely"],
  ["npm test || status=$?\necho $status", "maybe"],
  ["npm test || status=$?\necho later\nexit $status", "no"],
  ['[ -n "$X" ] || exit 0\nnpm test', "no"],
  ['case "$X" in\n  *a*) [ -z "$Y" ] || exit 0 ;;\nesac\nnpm test', "no"],
  ['case "$X" in\n  a | b) npm test ;;\n  c |d)\n    npm run c\n    ;;\nesac', "no", bare],
  ["(npm test | tee log)", "surely", bare],
  ["(npm test)", "no", bare],
  ["npm test || exit 1", "no"],
  ["npm test || { echo no; exit 1; }", "no"],
  ["npm test || (echo no && exit 1)", "no"],
  ["npm test || npm test", "no"],
  ["grep -q x file || echo none\nnpm test", "no"],
  ["npm test # never write || true", "no"],
  ['echo "a || true" && npm test', "no"],
  ["cat > notes <<'END'\nnpm test || true\nEND\nnpm test", "no"],
  ['cat > "$X/a.sh" <<\'END\'\nnpm test || true\nEND\nbash -e "$X/a.sh"', "surely"],
  ["bash <<END\nnpm test\necho done\nEND", "surely"],
  ["bash -e <<END\nnpm test\necho done\nEND", "no"],
  ["set +e\nnpm test\necho $?", "surely"],
  ["set +ex\nnpm test", "surely"],
  ["set +o errexit\nnpm test", "surely"],
  ["trap 'exit 0' EXIT\nnpm test", "surely"],
  ["npm test\nexit 0", "surely"],
  ['if [ -z "$X" ]; then\n  exit 0\nfi\nnpm test', "no"],
  ["npm test | tee log", "no"],
  ["npm test | tee log", "surely", bare],
  ["set -o pipefail\nnpm test | tee log", "no", bare],
  ["set -euo pipefail\nnpm test | tee log", "no", bare],
  ["echo secret | docker login --password-stdin", "no", bare],
  ["npm test -- --grep 'a|b'", "no", bare],
  ["npm test 2>&1", "no", bare],
  ['version="$(node -p 1 | tail -1)"\nnpm test', "no", bare],
  ["npm test &", "surely"],
  ["npm run a &\nnpm run b &\nwait", "surely"],
  ["npm start &\nnpx wait-on http://localhost\nnpm test", "no"],
  ["npm run e2e &\npid=$!\nwait $pid", "no"],
  ["npm ci --prefix a & npm ci --prefix b & wait\nnpm test", "no"],
  ["npm test | tee log; test ${PIPESTATUS[0]} -eq 0", "no", bare],
  ["docker compose logs > log || true", "no"],
  ["curl --fail http://localhost/health || true", "surely"],
  ["cd app && npm test || true", "surely"],
  ["cd app && npm test || echo failed", "surely"],
  ["cd app; npm test || true", "surely"],
  ["cd app; npm test | tee log", "surely", bare],
  ["for one in a b; do npm test $one || true; done", "surely"],
  ["if [ -f x ]; then npm test || true; fi", "surely"],
  ["then npm test || true", "surely"],
  ["env CI=1 npm test || echo failed", "surely"],
  ["test-all || echo failed", "surely"],
  ["./test.sh || echo failed", "surely"],
  ["curl --fail http://localhost || echo failed", "surely"],
  ["command -v npm || echo none\nnpm test", "no"],
  ["if [ -f x ]; then npm test; else npm run all; fi", "no"],
  ["for one in a b; do npm test $one; done", "no"],
  ["rm -rf dist; npm test", "no"],
  ["npm run lint && npm test", "no"],
  ["npm run lint && npm test\necho done", "surely"],
  ["cd app && npm test\necho done", "no"],
  ["for i in 1 2 3; do\n  npm test && break\ndone", "maybe"],
  ["if ! npm test; then\n  echo failed\nfi", "maybe"],
  ["if ! npm test; then\n  echo failed\n  exit 1\nfi", "no"],
  ["if [ -f x ]; then\n  npm test\nfi", "no"],
  ["if git diff --quiet; then\n  echo same\nfi", "no"],
  ["npm test\necho done", "surely", loose],
  ["npm test; echo done", "surely", loose],
  ["set -e\nnpm test\necho done", "no", loose],
  ["cd app\nnpm test", "no", loose],
  ["npm test", "no", loose],
  ["npm run lint\nnpm test", "maybe", windows],
  ["cd app\nnpm test", "no", windows],
]

describe("a script", () => {
  test.each(scripts.map(([script, expected, shell = bash]) => [script, expected, shell] as const))(
    "%j hides a failure: %s",
    (script, expected, shell) => {
      expect(hidesFailure(script, new Set(), shell)).toBe(expected)
    },
  )

  test("is its author's own decision where the program says it", () => {
    expect(hidesFailure("npm test || true", new Set(["npm test || true"]), bash)).toBe("no")
  })

  test("of whatever shape is read in an instant", () => {
    for (const part of ["'", '"', "$(", "<<A\n", "\\", "|| ", "& ", "if x; then\n", "`", "#"])
      expect(["no", "maybe", "surely"]).toContain(hidesFailure(part.repeat(5000), new Set(), bare))
  })
})
