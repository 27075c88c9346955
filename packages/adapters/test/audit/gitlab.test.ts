import { describe, expect, test } from "vitest"
import { auditOf, inGitlabJob, lineOf } from "./shop.js"

describe("an environment is found by every way of naming it", () => {
  test.each<[string, string, readonly string[]]>([
    ["environment: production\nscript: [w]", "stages: [x]", ["SL3501 production @1"]],
    ["environment: { name: Production, action: start }\nscript: [w]", "stages: [x]", ["SL3501 production @1"]],
    ["environment:\n  name: production\n  action: prepare\nscript: [w]", "stages: [x]", ["SL3501 production @2"]],
    ["environment: { name: staging, action: verify }\nscript: [w]", "stages: [x]", ["SL3501 staging @1"]],
    ["environment: $WHERE\nscript: [w]", "variables: { WHERE: production }", ["SL3501 production @1"]],
    ["environment: ${WHERE}\nscript: [w]", "variables: { WHERE: review }", ["SL3501 ${WHERE} @1"]],
    [
      "environment: $WHERE\nparallel: { matrix: [{ WHERE: [review, staging] }] }\nscript: [w]",
      "stages: [x]",
      ["SL3501 staging @1"],
    ],
    ["environment: prod$X\nscript: [w]", "stages: [x]", ["SL3501 prod$X @1"]],
    [
      "environment: $[[ inputs.where ]]\nscript: [w]",
      "spec: { inputs: { where: { options: [review, production] } } }\n---",
      ["SL3501 production @1"],
    ],
    [
      "environment: $[[ inputs.where ]]\nscript: [w]",
      "spec: { inputs: { where: { default: review } } }\n---",
      ["SL3501 $[[ inputs.where ]] @1"],
    ],
    [
      "environment: $[[ inputs.where ]]\nscript: [w]",
      "spec: { inputs: { where: { options: [review, demo] } } }\n---",
      [],
    ],
    ["environment: { name: production, action: stop }\nscript: [w]", "stages: [x]", []],
    ["environment: review/$CI_COMMIT_REF_SLUG\nscript: [w]", "stages: [x]", []],
    ["environment: production-like\nscript: [w]", "stages: [x]", []],
  ])("%s with %s", (job, head, found) => expect(inGitlabJob(job, head)).toEqual(found))
})

describe("what a job does", () => {
  test.each<[string, readonly string[]]>([
    ["script: kubectl apply", ["SL3504 kubectl apply @1"]],
    ["script:\n  - set -e\n  - kubectl apply", ["SL3504 kubectl apply @3"]],
    ["script:\n  - |\n    set -e\n\n    kubectl apply", ["SL3504 kubectl apply @5"]],
    ["script:\n  - cd scripts\n  - node deploy.mjs", ["SL3504 scripts/deploy.mjs @3"]],
    ["before_script: [cd scripts]\nscript: [node deploy.mjs]", ["SL3504 scripts/deploy.mjs @2"]],
    ["script: [w]\nafter_script: [kubectl apply]", ["SL3504 kubectl apply @2"]],
    ['script:\n  - node "$CI_PROJECT_DIR/scripts/deploy.mjs"', ["SL3504 scripts/deploy.mjs @2"]],
    ["variables: { TOOL: kubectl }\nscript:\n  - $TOOL apply", ["SL3504 kubectl apply @3"]],
    ["script:\n  - echo $KUBE_TOKEN", ["SL3502 KUBE_TOKEN @2"]],
    ['script:\n  - curl -H "token: ${KUBE_TOKEN}" https://x', ["SL3502 KUBE_TOKEN @2"]],
    ["variables: { T: $KUBE_TOKEN }\nscript: [w]", ["SL3502 KUBE_TOKEN @1"]],
    ["script: [printenv KUBE_TOKEN]", ["SL3502 KUBE_TOKEN @1"]],
    ["secrets: { KUBE_TOKEN: { vault: a/b@c } }\nscript: [w]", ["SL3502 KUBE_TOKEN @1"]],
    ["script: [echo KUBE_TOKEN, echo $KUBE_TOKENS]", []],
    ["id_tokens: { A: { aud: sts.amazonaws.com } }\nscript: [w]", ["SL3503 sts.amazonaws.com @1"]],
    ["id_tokens: { A: { aud: https://vault.example } }\nscript: [w]", []],
    ["script: [aws sts assume-role --role-arn arn:aws:iam::1:role/deploy]", ["SL3503 arn:aws:iam::1:role/deploy @1"]],
    ["resource_group: deploy-production\nscript: [w]", ["SL3508 deploy-production @1"]],
    ["resource_group: production\nscript: [w]", []],
    ["resource_group: review-$CI_COMMIT_REF_SLUG\nscript: [w]", []],
    ["trigger: { project: $CI_PROJECT_PATH }", ["SL3506 pipeline @1"]],
    ["trigger: { project: other/project }", []],
    ["trigger: { include: .gitlab/shop.yml }", ["SL3506 shop @1"]],
    [
      "script:\n  - curl --request POST --form token=x $CI_API_V4_URL/projects/$CI_PROJECT_ID/trigger/pipeline",
      ["SL3506 pipeline @2"],
    ],
    ["script: [glab ci run -b main]", ["SL3506 pipeline @1"]],
    ["script: [git push origin x:shipline/ledger/production]", ["SL3507 shipline/ledger @1"]],
    ["script: [node .shipline/guard.mjs admit]", ["SL3507 guard @1"]],
    ["rules:\n  - if: $CI_PIPELINE_SOURCE == 'schedule'\nscript: [git push origin main]", ["SL3505 schedule @2"]],
    ["only: [triggers]\nrelease: { tag_name: v1 }\nscript: [w]", ["SL3505 trigger @1"]],
    ["rules:\n  - if: $CI_PIPELINE_SOURCE == 'schedule'\nscript: [npm test]", []],
    ["rules:\n  - if: $CI_PIPELINE_SOURCE == 'push'\nscript: [git push origin main]", []],
  ])("%s", (job, found) => {
    // A file of the pipeline that another one starts is the pipeline's own.
    const files = job.includes(".gitlab/shop.yml")
      ? { ".gitlab/shop.yml": "# Made by Shipline.\nx: { script: [w] }\n" }
      : {}
    expect(inGitlabJob(job, undefined, files, [".gitlab/shop.yml"])).toEqual(found)
  })

  test("through the files that it calls, secrets too", () => {
    const files = {
      "package.json": '{ "scripts": { "ship": "sh ci/ship.sh" } }',
      "ci/ship.sh": "kubectl apply\ncurl -H $KUBE_TOKEN\n",
    }
    const found = inGitlabJob("script: [npm run ship]", undefined, files)
    expect(found).toEqual([
      "SL3502 KUBE_TOKEN @1 < package.json:1 < ci/ship.sh:1",
      "SL3504 kubectl apply @1 < package.json:1 < ci/ship.sh:1",
    ])
  })
})

describe("files", () => {
  const lines = (files: { readonly [path: string]: string }, own: readonly string[] = []) =>
    auditOf(files, own).sideChannels.map(lineOf)

  test("what is included, extended, referenced and started is read", () => {
    const files = {
      ".gitlab-ci.yml": [
        "include: [/ci/one.yml, { local: 'ci/parts/*.yml' }]",
        "a: { extends: [.base, .deploy] }",
        "b: { script: [echo, !reference [.deploy, script]] }",
        "c: { trigger: { include: [{ local: ci/child.yml }] } }",
      ].join("\n"),
      "ci/one.yml": "include: ci/two.yml\n.base: { environment: staging }\n",
      "ci/two.yml": "d:\n  script:\n    - kubectl apply\n",
      "ci/parts/x.yml": ".deploy:\n  script:\n    - kubectl apply\n",
      "ci/parts/deeper/y.yml": "y: { environment: production }",
      "ci/child.yml": "e: { script: w, environment: production }\n",
      "ci/unused.yml": "f: { script: w, environment: production }\n",
    }
    expect(lines(files)).toEqual([
      ".gitlab-ci.yml:2 SL3501 a staging < ci/one.yml:2",
      ".gitlab-ci.yml:2 SL3504 a kubectl apply < ci/parts/x.yml:3",
      ".gitlab-ci.yml:3 SL3504 b kubectl apply < ci/parts/x.yml:3",
      "ci/child.yml:1 SL3501 e production",
      "ci/two.yml:3 SL3504 d kubectl apply",
    ])
  })

  test("defaults and merged keys belong to every job", () => {
    const text =
      "default: { before_script: [kubectl apply] }\n.x: &x\n  environment: production\na:\n  <<: *x\n  script: [w]\n"
    expect(lines({ ".gitlab-ci.yml": text })).toEqual([
      ".gitlab-ci.yml:1 SL3504 a kubectl apply",
      ".gitlab-ci.yml:3 SL3501 a production",
    ])
  })

  test("what lies elsewhere is told, and what is missing or broken is a finding", () => {
    const files = {
      ".gitlab-ci.yml": [
        "include:",
        "  - https://example.com/a.yml",
        "  - { project: other/ci, file: [/b.yml, /c.yml] }",
        "  - component: gitlab.example/x@1",
        "  - local: gone.yml",
        "  - local: bad.yml",
        "a: { script: w }",
      ].join("\n"),
      "bad.yml": "a: [",
    }
    const { sideChannels, outside } = auditOf(files)
    expect(outside.map(({ line, text }) => `${line} ${text}`)).toEqual([
      "2 https://example.com/a.yml",
      "3 project: other/ci /b.yml, /c.yml",
      "4 component: gitlab.example/x@1",
    ])
    expect(sideChannels.map(lineOf)).toEqual([".gitlab-ci.yml:5 SL3511 - .gitlab-ci.yml", "bad.yml:1 SL3511 - bad.yml"])
  })

  test("the pipeline's own file is none of the others, and nothing lies over its jobs", () => {
    const own =
      "# Made by Shipline from pipelines/shop.ts.\nshop:deploy: { environment: production, script: [kubectl apply] }\n"
    const files = {
      ".gitlab-ci.yml": "include: [.gitlab/shop.yml]\ntest: { script: npm test }\n",
      ".gitlab/shop.yml": own,
    }
    expect(lines(files, [".gitlab/shop.yml"])).toEqual([])
    const over = { ...files, ".gitlab-ci.yml": `${files[".gitlab-ci.yml"]}shop:deploy:\n  rules: [{ when: always }]\n` }
    expect(lines(over, [".gitlab/shop.yml"])).toContain(".gitlab-ci.yml:3 SL3510 shop:deploy shop:deploy")
  })

  test("files that include each other end", () => {
    const files = { ".gitlab-ci.yml": "include: [a.yml]\n", "a.yml": "include: [.gitlab-ci.yml]\nx: { extends: x }\n" }
    expect(lines(files)).toEqual([])
  })
})
