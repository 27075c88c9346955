import type { Json, Step } from "@shipline/core/plan"
import { subject } from "../shared/facts.js"
import { entry, type Mapping, mapping } from "../yaml/data.js"
import { type Fragment, fragmentFault } from "./fragment.js"
import type { Part } from "./part.js"

/** What the steps in GitLab's own words say of a job; a later one wins. */
export const fragmentOf = (steps: readonly Step[], part: Part): Fragment =>
  Object.assign(
    {},
    ...steps.map((step): Fragment => {
      if (step.kind !== "raw" || step.platform !== "gitlab") return {}
      const wrong = fragmentFault(step.data)
      if (wrong === undefined) return step.data as unknown as Fragment // each key is checked above
      part.report.add("SL3331", subject(part.node), wrong)
      return {}
    }),
  )

const asYaml = (value: Json): string | readonly string[] => (Array.isArray(value) ? value.map(String) : String(value))

/** The reports of a job: of its tests, and what a fragment names. */
export const reportsOf = (fragment: Fragment, junit: string | undefined): Mapping =>
  mapping(
    junit === undefined ? [] : entry("junit", junit),
    ...Object.entries(fragment.artifacts?.reports ?? {})
      .filter(([kind]) => kind !== "junit" || junit === undefined)
      .map(([kind, files]) => entry(kind, asYaml(files as Json))), // checked with the fragment
  )
