import { platformOf } from "./platform-of.js"
import type { Judged } from "./question.js"
import { readCiFile } from "./read-file.js"
import { withTakenIn } from "./taken-in.js"

/** A file that a person named, with what it takes in. Throws a `Refusal` with SL5001, SL5002 or SL5601. */
export const judgedFile = (cwd: string, root: string, name: string): Judged => {
  const file = readCiFile(cwd, root, name)
  const adapter = platformOf(file)
  return { path: file.path, adapter, files: withTakenIn(root, file, adapter.name) }
}
