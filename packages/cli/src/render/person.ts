import type { Actor } from "@shipline/core/ledger"
import { visibleLine } from "./visible.js"

/** Who it was, as people call them. */
export const nameOf = ({ name, subject }: Actor): string => visibleLine(name ?? subject)

/** Who it was and who vouches for it, so that nobody else can be meant: `Ada (https://github.com, 583231)`. */
export const personOf = ({ name, subject, issuer }: Actor): string =>
  name === undefined
    ? `${visibleLine(subject)} (${visibleLine(issuer)})`
    : `${visibleLine(name)} (${visibleLine(issuer)}, ${visibleLine(subject)})`
