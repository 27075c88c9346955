import type { Cache } from "@shipline/core/plan"
import { inFolder } from "../../shared/folder.js"
import { compose, literal, quote } from "../expression.js"
import { limits } from "../limits.js"
import type { UsesStep } from "../model.js"
import { type JobScope, subject } from "../scope.js"

/** Keeps paths between runs. GitHub itself keeps what a pull request stores away from other branches. */
export const cacheStep = (cache: Cache, scope: JobScope): UsesStep => {
  if (cache.key.includes(",") || cache.key.length > limits.cacheKey - 100)
    scope.report.add("SL3121", subject(scope.node), cache.key)
  const files = cache.files.map((file) => quote(inFolder(file, scope.job)))
  const content = files.length === 0 ? [] : ["-", { expression: `hashFiles(${files.join(", ")})` }]
  return {
    kind: "uses",
    name: `Keep ${cache.key}`,
    ...scope.action("actions/cache"),
    with: [
      ["key", compose({ expression: "runner.os" }, "-", { expression: "runner.arch" }, `-${cache.key}`, ...content)],
      ["path", literal(cache.paths.map((path) => inFolder(path, scope.job)).join("\n"))],
    ],
  }
}
