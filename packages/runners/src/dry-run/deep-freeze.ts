/** Freezes data and all that it is made of. What is frozen already is taken to be frozen throughout. */
export const deepFreeze = <T>(value: T): T => {
  if (typeof value !== "object" || value === null || Object.isFrozen(value)) return value
  Object.freeze(value)
  if (Array.isArray(value)) for (const part of value) deepFreeze(part)
  else for (const key in value) deepFreeze(value[key])
  return value
}
