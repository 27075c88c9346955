import { createHash } from "node:crypto"

export const sha256 = (text: string): string => createHash("sha256").update(text).digest("hex")

/** A digest that follows from what it is of: the same version of an artifact always has the same one. */
export const simulatedDigest = (artifact: string, version: string): string =>
  `sha256:${sha256(`${artifact} ${version}`)}`
