import { bare } from "./bare.js"
import { packageManagers } from "./programs.js"
import type { Word } from "./word.js"

const isName = (text: string): boolean => /^[A-Za-z][\w:.-]*$/.test(text)

/** The name of the package's script or of make's target that a command runs, with the folder that it says. */
export const calledScript = (
  words: readonly Word[],
): { readonly by: "package" | "make"; readonly names: readonly string[]; readonly folder: string } | undefined => {
  const [first, ...rest] = bare(words).map(({ text }) => text)
  if (first === undefined) return undefined
  const folderOption = ["-C", "--prefix", "--cwd", "--dir", "--directory"]
  const at = rest.findIndex((one) => folderOption.includes(one))
  const joined = rest.find((one) => /^--(?:prefix|cwd|dir|directory)=/.test(one))
  const folder = at >= 0 ? (rest[at + 1] ?? "") : (joined?.split("=")[1] ?? "")
  const plain = rest.filter((one, index) => !one.startsWith("-") && (at < 0 || index !== at + 1))
  if (first === "make" || first === "gmake")
    return { by: "make", names: plain.filter((one) => !one.includes("=")), folder }
  if (["run-s", "run-p", "npm-run-all", "npm-run-all2"].includes(first)) return { by: "package", names: plain, folder }
  if (!packageManagers.has(first)) return undefined
  const [verb = "", name] = plain
  if (["run", "run-script", "rum"].includes(verb))
    return name === undefined ? undefined : { by: "package", names: [name], folder }
  if (
    ["test", "start", "stop", "restart"].includes(verb) ||
    ((first === "yarn" || first === "pnpm" || first === "bun") && isName(verb))
  )
    return { by: "package", names: [verb], folder }
  return undefined
}
