import { expect, test } from "vitest"
import { type Case, deploy, gates, needs, verdictOf } from "./files.js"

/** Environments that are named in another way than by their name. */
const cases: readonly Case[] = [
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
]

test.each(cases)("%s: %s", (_, verdict, files) => expect(verdictOf(files)).toBe(verdict))
