/**
 * Cents as people read them. Amounts stay whole numbers of cents everywhere else: 0.1 + 0.2 is not 0.3.
 *
 * @param {number} cents
 */
export function formatCents(cents) {
  const whole = Math.trunc(cents / 100)
  return `€ ${whole}.${String(cents % 100).padStart(2, "0")}`
}
