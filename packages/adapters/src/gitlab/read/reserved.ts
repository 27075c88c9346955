/** The keys of a file that are no jobs. */
export const reserved: ReadonlySet<string> = new Set([
  "default",
  "include",
  "stages",
  "types",
  "variables",
  "workflow",
  "image",
  "services",
  "cache",
  "before_script",
  "after_script",
  "spec",
])
