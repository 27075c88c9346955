import { expect, test } from "vitest"
import { type Case, file, gates, needs, run, verdictOf } from "./files.js"

/** Gates whose commands, steps or jobs fail without anybody seeing it, or only look as if they did. */
const cases: readonly Case[] = [
  ["pipe no shell", "refuted", file(needs, gates("      - run: npm test | tee log.txt\n"))],
  ["pipe with shell bash", "proved", file(needs, gates("      - run: npm test | tee log.txt\n        shell: bash\n"))],
  [
    "pipe with defaults shell",
    "proved",
    file(needs, gates("      - run: npm test | tee log.txt\n", "    defaults: { run: { shell: bash } }\n")),
  ],
  ["pipe set -o pipefail", "proved", file(needs, gates(run("set -o pipefail\nnpm test | tee log.txt")))],
  ["pipe set -euo pipefail", "proved", file(needs, gates(run("set -euo pipefail\nnpm test | tee log.txt")))],
  ["pipe echo | sh", "proved", file(needs, gates("      - run: echo hi | docker login --password-stdin\n"))],
  ["bash {0}", "refuted", file(needs, gates(`${run("npm test\necho done")}        shell: bash {0}\n`))],
  [
    "bash {0} default",
    "refuted",
    file(needs, gates(run("npm test\necho done"), "    defaults: { run: { shell: 'bash {0}' } }\n")),
  ],
  ["bash -l {0}", "refuted", file(needs, gates(`${run("npm test\necho done")}        shell: bash -l {0}\n`))],
  ["bash -el {0}", "proved", file(needs, gates(`${run("npm test\necho done")}        shell: bash -el {0}\n`))],
  ["bash -l single", "proved", file(needs, gates("      - run: npm test\n        shell: bash -l {0}\n"))],
  ["set +e", "refuted", file(needs, gates(run("set +e\nnpm test\necho $?")))],
  ["set +o errexit", "refuted", file(needs, gates(run("set +o errexit\nnpm test\necho $?")))],
  ["set +ex", "refuted", file(needs, gates(run("set +ex\nnpm test\necho $?")))],
  ["|| printf", "refuted", file(needs, gates("      - run: npm test || printf no\n"))],
  ["|| { echo; }", "refuted", file(needs, gates("      - run: npm test || { echo no; }\n"))],
  ["|| (exit 0)", "refuted", file(needs, gates("      - run: npm test || (exit 0)\n"))],
  ["|| \\ true", "refuted", file(needs, gates(run("npm test || \\\n  true")))],
  ["||\\n true", "refuted", file(needs, gates(run("npm test ||\n  true")))],
  ["|| exit 1", "proved", file(needs, gates("      - run: npm test || exit 1\n"))],
  ["|| { echo; exit 1; }", "proved", file(needs, gates("      - run: npm test || { echo no; exit 1; }\n"))],
  ["|| (echo; exit 1)", "proved", file(needs, gates("      - run: npm test || (echo no && exit 1)\n"))],
  ["background &", "refuted", file(needs, gates("      - run: npm test &\n"))],
  ["server & then test", "proved", file(needs, gates(run("npm start &\nnpx wait-on http://localhost\nnpm test")))],
  ["if ! test", "undecided", file(needs, gates(run("if ! npm test; then\n  echo failed\nfi")))],
  ["if ! test exit 1", "proved", file(needs, gates(run("if ! npm test; then\n  echo failed\n  exit 1\nfi")))],
  ["if [ -f ]", "proved", file(needs, gates(run("if [ -f x ]; then\n  npm test\nfi")))],
  ["a && b nonlast", "refuted", file(needs, gates(run("npm run lint && npm test\necho done")))],
  ["cd && b nonlast", "proved", file(needs, gates(run("cd app && npm test\necho done")))],
  ["npm test || status=$?", "undecided", file(needs, gates(run("npm test || status=$?\necho $status")))],
  ["exit early in if", "proved", file(needs, gates(run("if [ -z x ]; then\n  exit 0\nfi\nnpm test")))],
  ["trap", "refuted", file(needs, gates(run("trap 'exit 0' EXIT\nnpm test")))],
  [
    "windows multi",
    "undecided",
    file(needs, gates(run("npm run lint\nnpm test")).replace("ubuntu-latest", "windows-latest")),
  ],
  ["shell cmd", "undecided", file(needs, gates(`${run("npm run lint\nnpm test")}        shell: cmd\n`))],
  ["shell python", "proved", file(needs, gates(`${run("import x\nx.run()")}        shell: python\n`))],
  [
    "coe expr matrix",
    "refuted",
    file(
      needs,
      gates(
        "      - run: npm test\n",
        "    continue-on-error: ${{ matrix.x }}\n    strategy: { matrix: { x: [true, false] } }\n",
      ),
    ),
  ],
  ["coe True", "refuted", file(needs, gates("      - run: npm test\n", "    continue-on-error: True\n"))],
  [
    "coe step expr",
    "refuted",
    file(needs, gates("      - run: npm test\n        continue-on-error: ${{ github.event_name == 'push' }}\n")),
  ],
  [
    "coe expr literal false",
    "proved",
    file(needs, gates("      - run: npm test\n        continue-on-error: ${{ false }}\n")),
  ],
]

test.each(cases)("%s: %s", (_, verdict, files) => expect(verdictOf(files)).toBe(verdict))
