import type { YamlFile } from "./node.js"
import { readAnyYaml } from "./read-any-yaml.js"
import { readWritten } from "./read-written.js"

/**
 * Reads a file of YAML, each part with its place. What Shipline itself has written is read by a small reader of that
 * shape: the library takes longer for it than everything else that a compilation does. A test holds that both agree.
 */
export const readYaml = (text: string): YamlFile => {
  const written = readWritten(text)
  return written === undefined ? readAnyYaml(text) : { documents: written, mistakes: [] }
}
