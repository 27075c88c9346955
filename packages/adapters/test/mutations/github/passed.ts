/** How a sound condition asks for a gate. */
export const passed = (gate: string): string => `needs.${gate}.result == 'success'`

/** What is left of a condition that asks for no gate and looks at no status: the lane alone. */
export const laneOnly = (condition: string): string =>
  condition.replace(/^!cancelled\(\) && /, "").replaceAll(/ && needs\.[\w-]+\.result == 'success'/g, "")

/** A condition without its first words. */
export const withoutStatus = (condition: string): string => condition.replace(/^!cancelled\(\) && /, "")
