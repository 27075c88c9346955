/** A way through the pipeline. */
export type Lane = "release" | "hotfix" | "promote" | "rollback"

export const lanes: readonly Lane[] = ["release", "hotfix", "promote", "rollback"]
