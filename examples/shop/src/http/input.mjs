import { Refusal } from "../refusal.mjs"

/** What requests may say. Every reader refuses what it does not know: a misspelt field is an error, not a default. */

/** @param {Record<string, unknown>} body */
export function readNewCart(body) {
  onlyFields(body, ["test"])
  const { test = false } = body
  if (typeof test !== "boolean") throw invalid("'test' must be true or false")
  return { test }
}

/** @param {Record<string, unknown>} body */
export function readQuantity(body) {
  onlyFields(body, ["quantity"])
  const { quantity } = body
  if (typeof quantity !== "number" || !Number.isInteger(quantity) || quantity < 0 || quantity > 99)
    throw invalid("'quantity' must be a whole number from 0 to 99")
  return quantity
}

/** @param {Record<string, unknown>} body */
export function readCustomer(body) {
  onlyFields(body, ["email"])
  const { email } = body
  // Only a mail that arrives proves an address; this finds what cannot be one.
  if (typeof email !== "string" || email.length > 254 || !/^[^\s@<>]+@[^\s@<>]+$/.test(email))
    throw invalid("'email' must be an e-mail address")
  return { email }
}

/** @param {Record<string, unknown>} body @param {readonly string[]} fields */
function onlyFields(body, fields) {
  const unknown = Object.keys(body).find((name) => !fields.includes(name))
  if (unknown !== undefined)
    throw invalid(`'${unknown}' is not a field of this request; these are: ${fields.join(", ")}`)
}

/** @param {string} message */
const invalid = (message) => new Refusal(400, "invalid_input", message)
