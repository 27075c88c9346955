// Type-checks all sources, tests and examples with the TypeScript that the repository uses.
import { spawnSync } from "node:child_process"
import { dirname, join } from "node:path"
import { fileURLToPath } from "node:url"

const root = join(dirname(fileURLToPath(import.meta.url)), "..")
// By its path: several versions of TypeScript are installed, and they share the name of the command.
const tsc = join(root, "node_modules", "typescript", "bin", "tsc")
const { status } = spawnSync(process.execPath, [tsc, "--project", root], { cwd: root, stdio: "inherit" })
process.exitCode = status ?? 1
