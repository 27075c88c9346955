import type { Plan } from "@shipline/core"
import { localPath } from "./local-path.js"

const isPlace = (value: object): value is { readonly file: string } =>
  "file" in value && typeof value.file === "string" && "line" in value && "column" in value

/** The same plan with places as paths of this folder: the same text on every machine. */
export const localPlan = (cwd: string, plan: Plan): Plan => {
  const text = JSON.stringify(plan, (key, value: unknown) =>
    key === "at" && typeof value === "object" && value !== null && isPlace(value)
      ? { ...value, file: localPath(cwd, value.file) }
      : value,
  )
  return JSON.parse(text) as Plan // a plan is data that survives JSON unchanged
}
