/** A candidate was not admitted; everything is said already. */
export class Refused extends Error {
  override readonly name = "Refused"
}
