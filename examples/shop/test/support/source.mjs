import { join } from "node:path"

/** The shop's own folder. */
export const SOURCE = join(import.meta.dirname, "../..")
