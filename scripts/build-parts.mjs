import { dirname, join } from "node:path"
import { fileURLToPath } from "node:url"

const packages = join(dirname(fileURLToPath(import.meta.url)), "..", "packages")

/**
 * What a plain `compile` for GitHub does not need, in parts of their own: the other platform, and the library that reads
 * what nobody here has written.
 */
export const parts = {
  gitlab: {
    file: "adapters/src/gitlab/gitlab",
    contents: `const part = () => require("./gitlab.cjs").gitlab
      export const gitlab = {
        name: "gitlab",
        get capabilities() { return part().capabilities },
        compile: (...given) => part().compile(...given),
        index: (...given) => part().index(...given),
        prove: (...given) => part().prove(...given),
      }`,
  },
  "any-yaml": {
    file: "adapters/src/yaml/read-any-yaml",
    contents: `export const readAnyYaml = (text) => require("./any-yaml.cjs").readAnyYaml(text)`,
  },
}

/** Bundles each of them by itself, loaded where it is first asked for. */
export const inParts = {
  name: "in-parts",
  setup(build) {
    for (const [name, { file, contents }] of Object.entries(parts)) {
      const filter = new RegExp(`/${file.split("/").pop()}\\.js$`)
      build.onResolve({ filter }, ({ importer, path }) =>
        join(dirname(importer), path) === `${join(packages, file)}.js` ? { path: name, namespace: "part" } : undefined,
      )
      build.onLoad({ filter: new RegExp(`^${name}$`), namespace: "part" }, () => ({ contents, loader: "js" }))
    }
  },
}
