/** A request that the shop understands and declines: the status and the words that the client gets. */
export class Refusal extends Error {
  /**
   * @param {number} status
   * @param {string} code  for programs
   * @param {string} message  for people
   * @param {Record<string, string>} [headers]
   */
  constructor(status, code, message, headers = {}) {
    super(message)
    this.name = "Refusal"
    this.status = status
    this.code = code
    this.headers = headers
  }
}
