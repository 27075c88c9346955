import type { Json } from "@shipline/core"
import { jsonText as text } from "../../shared/json-text.js"

/** Data as JSON for people, which never begins an expression of GitHub's. */
export const jsonText = (value: Json): string => text(value, /(?<=\$)\{(?=\{)/g)
