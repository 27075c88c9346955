import { expect, test } from "vitest"
import { prove } from "../../../src/gitlab/index.js"

const requirements = {
  environments: [{ environment: "production", ways: [{ gates: [{ job: "unit" }, { job: "scan" }] }] }],
}
const gates = `unit:
  stage: test
  script: [npm test]
scan:
  stage: test
  script: [npm run scan]
`
const deploy = (more: string, env = "production") => `ship:
  stage: deploy
  script: [./deploy.sh]
  environment: ${env}
${more}`
const needs = "  needs: [unit, scan]\n"
const unit = (more: string) => gates.replace("unit:\n", `unit:\n${more}`)
const ruled = (rules: string) =>
  `  rules:\n${rules
    .split("\n")
    .map((r) => `    ${r}\n`)
    .join("")}`
type Files = string | { readonly [path: string]: string }
/** Files that people write by mistake, in haste or to get past a gate, each with what is to be said of it. */
const cases: readonly (readonly [name: string, verdict: "proved" | "refuted" | "undecided", files: Files])[] = [
  ["plain", "proved", gates + deploy(needs)],
  ["no needs stages", "proved", gates + deploy("")],
  ["no needs + gate can skip", "refuted", unit("  rules: [{ if: $X }]\n") + deploy(ruled("- when: on_success"))],
  ["af true", "refuted", unit("  allow_failure: true\n") + deploy(needs)],
  ["af exit codes", "refuted", unit("  allow_failure: { exit_codes: [3] }\n") + deploy(needs)],
  ["af in rules", "refuted", unit(ruled("- allow_failure: true")) + deploy(needs + ruled("- when: on_success"))],
  ["af yes", "refuted", unit("  allow_failure: yes\n") + deploy(needs)],
  [
    "af extends chain",
    "refuted",
    `.a:\n  allow_failure: true\n.b:\n  extends: .a\n${unit("  extends: .b\n")}${deploy(needs)}`,
  ],
  [
    "af extends overridden back",
    "proved",
    `.a:\n  allow_failure: true\n.b:\n  extends: .a\n  allow_failure: false\n${unit("  extends: [.a, .b]\n")}${deploy(needs)}`,
  ],
  [
    "extends overrides needs",
    "refuted",
    `.a:\n  needs: [unit, scan]\n${gates}${deploy("  extends: .a\n  needs: []\n")}`,
  ],
  ["extends gives needs", "proved", `.a:\n  needs: [unit, scan]\n${gates}${deploy("  extends: .a\n")}`],
  ["reference needs", "proved", `.a:\n  needs: [unit, scan]\n${gates}${deploy("  needs: !reference [.a, needs]\n")}`],
  [
    "reference in list",
    "proved",
    `.a:\n  needs: [unit]\n${gates}${deploy("  needs: [!reference [.a, needs], scan]\n")}`,
  ],
  [
    "reference rules when always",
    "refuted",
    `.a:\n  rules: [{ when: always }]\n${gates}${deploy(`${needs}  rules: !reference [.a, rules]\n`)}`,
  ],
  [
    "rules when always on gate and deploy ok",
    "proved",
    unit(ruled("- when: always")) + deploy(ruled("- if: $CI_COMMIT_BRANCH")),
  ],
  ["deploy when always", "refuted", gates + deploy(`${needs}  when: always\n`)],
  [
    "needs optional",
    "refuted",
    unit("  rules: [{ if: $X }]\n") + deploy("  needs: [scan, { job: unit, optional: true }]\n"),
  ],
  ["needs optional always present", "proved", gates + deploy("  needs: [scan, { job: unit, optional: true }]\n")],
  [
    "needs project only",
    "refuted",
    gates + deploy("  needs: [{ project: a/b, job: x, ref: main, artifacts: true }]\n"),
  ],
  ["needs pipeline", "refuted", gates + deploy("  needs: [{ pipeline: $P, job: x }]\n")],
  [
    "needs parallel matrix",
    "undecided",
    unit("  parallel: { matrix: [{ A: [x, y] }] }\n") +
      deploy("  needs: [scan, { job: unit, parallel: { matrix: [{ A: x }] } }]\n"),
  ],
  ["parallel gate", "proved", unit("  parallel: 3\n") + deploy(needs)],
  [
    "rules mr deploy, gate except tags stage",
    "refuted",
    unit("  except: [tags]\n") + deploy(ruled("- if: $CI_PIPELINE_SOURCE == 'merge_request_event'")),
  ],
  [
    "rules mr deploy, gates without anything",
    "refuted",
    gates + deploy(ruled("- if: $CI_PIPELINE_SOURCE == 'merge_request_event'")),
  ],
  ["gate only branches, deploy only tags stage", "refuted", unit("  only: [branches]\n") + deploy("  only: [tags]\n")],
  ["only main both", "proved", unit("  only: [main]\n") + deploy("  only: [main]\n")],
  ["gate changes, stage", "refuted", unit(ruled("- changes: [src/**]")) + deploy(ruled("- when: on_success"))],
  [
    "gate changes, web deploy",
    "proved",
    unit(ruled("- changes: [src/**]")) + deploy(ruled("- if: $CI_PIPELINE_SOURCE == 'web'")),
  ],
  [
    "gate changes compare_to, web deploy",
    "refuted",
    unit(ruled("- changes: { paths: [src/**], compare_to: refs/heads/main }")) +
      deploy(ruled("- if: $CI_PIPELINE_SOURCE == 'web'")),
  ],
  [
    "gate changes+exists, web deploy",
    "refuted",
    unit(ruled("- changes: [src/**]\n  exists: [Dockerfile]")) + deploy(ruled("- if: $CI_PIPELINE_SOURCE == 'web'")),
  ],
  [
    "inherit variables false",
    "refuted",
    `variables: { RUN: "yes" }\n${unit(`  inherit: { variables: false }\n${ruled("- if: $RUN == 'yes'")}`)}${deploy(ruled("- when: on_success"))}`,
  ],
  [
    "global var gate",
    "refuted",
    `variables: { RUN: "yes" }\n${unit(ruled("- if: $RUN == 'yes'"))}${deploy(ruled("- when: on_success"))}`,
  ],
  ["manual gate no af", "refuted", unit("  when: manual\n") + deploy("")],
  ["manual gate needs", "refuted", unit("  when: manual\n") + deploy(needs)],
  ["manual gate af false", "proved", unit("  when: manual\n  allow_failure: false\n") + deploy(needs)],
  ["manual gate rules", "proved", unit(ruled("- when: manual")) + deploy(needs + ruled("- when: on_success"))],
  ["manual deploy", "refuted", gates + deploy(`${needs}  when: manual\n`)],
  ["delayed deploy", "refuted", gates + deploy(`${needs}  when: delayed\n  start_in: 5 min\n`)],
  [
    "a class of characters by its name",
    "refuted",
    unit(ruled("- if: $CI_COMMIT_BRANCH =~ /^[[:alpha:]]+$/\n  when: never\n- when: on_success")) +
      deploy(ruled('- if: $CI_COMMIT_BRANCH == "main"')),
  ],
  ["script || true", "refuted", gates.replace("npm test", "npm test || true") + deploy(needs)],
  ["script | tee", "proved", gates.replace("npm test", "npm test | tee x") + deploy(needs)],
  ["script set +e item", "refuted", gates.replace("[npm test]", "[set +e, npm test, 'echo $?']") + deploy(needs)],
  ["before_script set +e", "refuted", unit("  before_script: [set +e]\n") + deploy(needs)],
  ["default before_script set +e", "refuted", `default:\n  before_script: [set +e]\n${gates}${deploy(needs)}`],
  [
    "default before_script inherit false",
    "refuted",
    `default:\n  before_script: [set +e]\n${unit("  inherit: { default: false }\n")}${deploy(needs)}`,
  ],
  ["global before_script", "refuted", `before_script: [set +e]\n${gates}${deploy(needs)}`],
  [
    "script multi && nonlast",
    "refuted",
    gates.replace("[npm test]", "['npm run lint && npm test', 'echo ok']") + deploy(needs),
  ],
  [
    "trigger child local",
    "undecided",
    `${gates + deploy(needs)}child:\n  stage: deploy\n  trigger: { include: child.yml }\n`,
  ],
  ["trigger project", "undecided", `${gates + deploy(needs)}child:\n  stage: deploy\n  trigger: a/b\n`],
  [
    "env action prepare",
    "refuted",
    `${gates + deploy(needs)}prep:\n  stage: deploy\n  needs: []\n  script: [./x]\n  environment: { name: production, action: prepare }\n`,
  ],
  ["env var", "refuted", gates + deploy("  needs: []\n  variables: { E: production }\n", "$E")],
  [
    "env job var staging",
    "proved",
    `${gates + deploy(needs)}stage-it:\n  stage: deploy\n  needs: []\n  variables: { E: staging }\n  script: [./x]\n  environment: { name: $E }\n`,
  ],
  [
    "env global var staging",
    "proved",
    `variables: { E: staging }\n${gates}${deploy(needs)}stage-it:\n  stage: deploy\n  needs: []\n  script: [./x]\n  environment: { name: $E }\n`,
  ],
  [
    "env extends var template",
    "proved",
    `.deploy:\n  stage: deploy\n  script: [./deploy.sh $ENVIRONMENT]\n  environment: { name: $ENVIRONMENT }\n${gates}staging:\n  extends: .deploy\n  needs: [unit]\n  variables: { ENVIRONMENT: staging }\nproduction:\n  extends: .deploy\n  needs: [unit, scan]\n  variables: { ENVIRONMENT: production }\n`,
  ],
  [
    "env matrix var",
    "refuted",
    gates + deploy("  needs: []\n  parallel: { matrix: [{ E: [staging, production] }] }\n", "$E"),
  ],
  [
    "env review",
    "proved",
    `${gates + deploy(needs)}review:\n  stage: deploy\n  needs: []\n  script: [./x]\n  environment: { name: review/$CI_COMMIT_REF_SLUG }\n`,
  ],
  [
    "env rules var",
    "refuted",
    gates + deploy("  needs: []\n  rules: [{ if: $CI_COMMIT_BRANCH, variables: { E: production } }]\n", "$E"),
  ],
  ["env dotenv", "refuted", gates + deploy("  needs: []\n", "$FROM_DOTENV")],
  ["merge key", "refuted", `.x: &x\n  allow_failure: true\n${unit("  <<: *x\n")}${deploy(needs)}`],
  ["dup key", "undecided", unit("  allow_failure: true\n  allow_failure: false\n") + deploy(needs)],
  ["dup job", "undecided", `${gates + deploy(needs)}unit:\n  script: [x]\n  allow_failure: true\n`],
  ["two docs no header", "proved", `${gates + deploy(needs)}---\n${gates}${deploy("  needs: []\n")}`],
  ["doc marker first", "proved", `---\n${gates}${deploy(needs)}`],
  ["bom", "proved", `\uFEFF${gates}${deploy(needs)}`],
  ["crlf", "proved", (gates + deploy(needs)).replaceAll("\n", "\r\n")],
  [
    "proto",
    "refuted",
    `${gates + deploy("  needs: []\n")}__proto__:\n  script: [x]\nconstructor:\n  script: [x]\n  needs: [__proto__]\n`,
  ],
  ["toString needs", "refuted", gates + deploy("  needs: [unit, scan, toString]\n")],
  ["cycle", "refuted", unit("  needs: [ship]\n") + deploy(needs)],
  ["empty", "refuted", ""],
  ["scalar", "undecided", "hello"],
  ["list", "undecided", "- a"],
  ["rules empty", "refuted", unit("  rules: []\n") + deploy("  rules: [{ when: on_success }]\n")],
  ["workflow never", "refuted", `workflow:\n  rules: [{ when: never }]\n${gates}${deploy(needs)}`],
  [
    "workflow rules mr + branch",
    "proved",
    `workflow:\n  rules:\n    - if: $CI_PIPELINE_SOURCE == 'merge_request_event'\n    - if: $CI_COMMIT_BRANCH && $CI_OPEN_MERGE_REQUESTS\n      when: never\n    - if: $CI_COMMIT_BRANCH\n${gates}${deploy(needs + ruled("- if: $CI_COMMIT_BRANCH == $CI_DEFAULT_BRANCH"))}`,
  ],
  [
    "workflow variables rule",
    "refuted",
    `workflow:\n  rules:\n    - if: $CI_COMMIT_TAG\n      variables: { SKIP: '1' }\n    - when: always\n${unit(ruled("- if: $SKIP == '1'\n  when: never\n- when: on_success"))}${deploy(ruled("- when: on_success"))}`,
  ],
  [
    "commit message skip",
    "refuted",
    unit(ruled("- if: $CI_COMMIT_MESSAGE =~ /skip-tests/\n  when: never\n- when: on_success")) +
      deploy(ruled("- when: on_success")),
  ],
  ["include template", "undecided", `include: [{ template: Jobs/SAST.gitlab-ci.yml }]\n${gates}${deploy(needs)}`],
  ["include component", "undecided", `include: [{ component: $CI_SERVER_FQDN/a/b@1 }]\n${gates}${deploy(needs)}`],
  ["include missing local", "undecided", `include: /x.yml\n${gates}${deploy(needs)}`],
  [
    "include overrides by root",
    "refuted",
    { ".gitlab-ci.yml": `include: x.yml\n${gates}${deploy(needs)}`, "x.yml": "unit: { allow_failure: true }\n" },
  ],
  [
    "include rules adds",
    "refuted",
    {
      ".gitlab-ci.yml": `include: [{ local: x.yml, rules: [{ if: $X }] }]\n${gates}${deploy(needs)}`,
      "x.yml": "unit: { allow_failure: true }\n",
    },
  ],
  [
    "include two the later wins",
    "refuted",
    { ".gitlab-ci.yml": "include: [a.yml, b.yml]\n", "a.yml": gates + deploy(needs), "b.yml": "ship: { needs: [] }\n" },
  ],
  [
    "include inputs",
    "refuted",
    {
      ".gitlab-ci.yml": `include: [{ local: a.yml, inputs: { af: true } }]\n${deploy(needs)}`,
      "a.yml":
        "spec: { inputs: { af: { type: boolean, default: false } } }\n---\nunit: { stage: test, allow_failure: $[[ inputs.af ]], script: [x] }\nscan: { stage: test, script: [x] }\n",
    },
  ],
  [
    "include twice with inputs",
    "refuted",
    {
      ".gitlab-ci.yml": `include:\n  - { local: a.yml, inputs: { env: staging, n: '[]' } }\n  - { local: a.yml, inputs: { env: production, n: '[]' } }\n${gates}`,
      "a.yml":
        "spec: { inputs: { env: {}, n: {} } }\n---\n'ship-$[[ inputs.env ]]': { stage: deploy, needs: $[[ inputs.n ]], environment: $[[ inputs.env ]], script: [x] }\n",
    },
  ],
  [
    "spec input env free",
    "refuted",
    `spec: { inputs: { env: { default: staging } } }\n---\n${gates}${deploy("  needs: []\n", "$[[ inputs.env ]]")}`,
  ],
  [
    "spec input af",
    "refuted",
    `spec: { inputs: { af: { type: boolean, default: false } } }\n---\n${unit("  allow_failure: $[[ inputs.af ]]\n")}${deploy(needs)}`,
  ],
  [
    "spec input when",
    "undecided",
    `spec: { inputs: { w: { default: on_success } } }\n---\n${gates}${deploy(`${needs}  when: $[[ inputs.w ]]\n`)}`,
  ],
  [
    "spec input needs array",
    "refuted",
    `spec: { inputs: { n: { type: array, default: [unit, scan] } } }\n---\n${gates}${deploy("  needs: $[[ inputs.n ]]\n")}`,
  ],
  [
    "spec input in script",
    "undecided",
    `spec: { inputs: { n: { default: npm test } } }\n---\n${gates.replace("npm test", '"$[[ inputs.n ]]"')}${deploy(needs)}`,
  ],
  [
    "spec input job name",
    "refuted",
    `spec: { inputs: { n: { default: unit } } }\n---\n${gates.replace("unit:", '"$[[ inputs.n ]]":')}${deploy(needs)}`,
  ],
  [
    "spec input stage",
    "refuted",
    `spec: { inputs: { n: { default: deploy } } }\n---\n${gates}${deploy("").replace("stage: deploy", "stage: $[[ inputs.n ]]")}`,
  ],
  ["stage .pre deploy", "refuted", gates + deploy("").replace("stage: deploy", "stage: .pre")],
  ["stage same as gates", "refuted", gates + deploy("").replace("stage: deploy", "stage: test")],
  ["stages reordered", "refuted", `stages: [deploy, test]\n${gates}${deploy("")}`],
  ["stage missing", "refuted", gates + deploy("").replace("stage: deploy", "stage: nope")],
  [
    "pages",
    "proved",
    `${gates + deploy(needs)}pages:\n  stage: deploy\n  script: [x]\n  artifacts: { paths: [public] }\n`,
  ],
  [
    "needs transitive only",
    "refuted",
    `${gates}build:\n  stage: build\n  script: [x]\n  needs: [unit, scan]\n${deploy("  needs: [build]\n")}`,
  ],
  ["rules regex branch", "proved", gates + deploy(needs + ruled("- if: $CI_COMMIT_BRANCH =~ /^release-.*$/"))],
  ["when on_failure deploy", "refuted", gates + deploy("  when: on_failure\n")],
  ["retry", "proved", unit("  retry: 2\n") + deploy(needs)],
  ["interruptible", "proved", unit("  interruptible: true\n") + deploy(needs)],
  ["deep nest", "undecided", `${gates + deploy(needs)}.x: ${"[".repeat(3000)}${"]".repeat(3000)}\n`],
  [
    "many",
    "proved",
    gates + Array.from({ length: 400 }, (_, i) => `j${i}:\n  stage: test\n  script: [x]\n`).join("") + deploy(""),
  ],
  [
    "extends cycle",
    "undecided",
    `.a: { extends: .b }\n.b: { extends: .a }\n${unit("  extends: .a\n")}${deploy(needs)}`,
  ],
  ["job string", "undecided", `${gates + deploy(needs)}foo: bar\n`],
  ["run steps", "undecided", `${gates + deploy(needs)}foo:\n  run: [{ name: x, script: y }]\n`],
  ["$ in job name", "proved", `${gates + deploy(needs)}'$x \${y}':\n  script: [x]\n`],
  ["only refs kube", "undecided", unit("  only: { kubernetes: active }\n") + deploy("")],
  ["only changes gate", "undecided", unit("  only: { changes: [src/**] }\n") + deploy("")],
  ["rule if numeric/empty", "undecided", unit(ruled("- if: ''")) + deploy("")],
  ["unterminated regex", "undecided", unit(ruled("- if: $X =~ /abc")) + deploy(needs)],
  [
    "exponential aliases",
    "undecided",
    `x: &a [1,1,1,1,1,1,1,1,1]\n.b: &b [*a,*a,*a,*a,*a,*a,*a,*a,*a]\n.c: &c [*b,*b,*b,*b,*b,*b,*b,*b,*b]\n.d: &d [*c,*c,*c,*c,*c,*c,*c,*c,*c]\n.e: &e [*d,*d,*d,*d,*d,*d,*d,*d,*d]\n.f: &f [*e,*e,*e,*e,*e,*e,*e,*e,*e]\n.g: [*f,*f,*f,*f,*f,*f,*f,*f,*f]\n${gates}${deploy(needs)}`,
  ],
]

test.each(cases)("%s: %s", (_, verdict, given) => {
  const files = typeof given === "string" ? { ".gitlab-ci.yml": given } : given
  const texts = Object.entries(files).map(([path, text]) => ({ path, text }))
  expect(prove(texts, { requirements }).verdict).toBe(verdict)
})
