import { expect, test } from "vitest"
import { type Case, deploy, gates, needs, ruled, unit, verdictOf } from "./files.js"

/** Gates that may fail, may be missing or are not waited for, or only look as if they were. */
const cases: readonly Case[] = [
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
  ["cycle", "refuted", unit("  needs: [ship]\n") + deploy(needs)],
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
  ["only refs kube", "undecided", unit("  only: { kubernetes: active }\n") + deploy("")],
  ["only changes gate", "undecided", unit("  only: { changes: [src/**] }\n") + deploy("")],
]

test.each(cases)("%s: %s", (_, verdict, files) => expect(verdictOf(files)).toBe(verdict))
