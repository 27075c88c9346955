/** Freezes plain data all the way down. */
export const deepFreeze = <T>(data: T): T => {
  if (typeof data !== "object" || data === null || Object.isFrozen(data)) return data
  for (const part of Object.values(data)) deepFreeze(part)
  return Object.freeze(data)
}
