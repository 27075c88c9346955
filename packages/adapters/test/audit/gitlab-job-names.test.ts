import { expect, test } from "vitest"
import { inGitlabJob } from "./shop.js"

test("a job is one whatever GitLab itself calls jobs of its own", () => {
  const found = inGitlabJob("script: [w]", "'pages:deploy': { script: [kubectl apply] }")
  expect(found).toEqual(["SL3504 kubectl apply @-1"])
})
