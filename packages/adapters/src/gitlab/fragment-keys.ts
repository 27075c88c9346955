import type { Step } from "@shipline/core/plan"
import { subject } from "../shared/facts.js"
import { entry, type Mapping, mapping } from "../yaml/data.js"
import { type Fragment, fragmentFault, isFragment } from "./fragment.js"
import type { Part } from "./part.js"

/** What the steps in GitLab's own words say of a job; a later one wins. */
export const fragmentOf = (steps: readonly Step[], part: Part): Fragment => {
  const given = steps.flatMap((step): readonly Fragment[] => {
    if (step.kind !== "raw" || step.platform !== "gitlab") return []
    const wrong = fragmentFault(step.data)
    if (wrong !== undefined) part.report.add("SL3331", subject(part.node), wrong)
    return isFragment(step.data) ? [step.data] : []
  })
  return Object.assign({}, ...given)
}

/** The reports of a job: of its tests, and what a fragment names. */
export const reportsOf = (fragment: Fragment, junit: string | undefined): Mapping =>
  mapping(
    junit === undefined ? [] : entry("junit", junit),
    ...Object.entries(fragment.artifacts?.reports ?? {})
      .filter(([kind]) => kind !== "junit" || junit === undefined)
      .map(([kind, files]) => entry(kind, files)),
  )
