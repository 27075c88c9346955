import { command } from "../operations/command.mjs"
import { readOptions } from "../operations/options.mjs"
import { usage } from "../operations/problem.mjs"
import { ROOT, readRoot } from "../operations/root.mjs"
import { readStatus } from "../operations/status.mjs"

// node scripts/status.mjs --root FOLDER [--format text|json]
await command("status", async () => {
  const { root, format } = readOptions({ root: ROOT, format: { fallback: "text" } })
  if (format !== "text" && format !== "json") throw usage(`--format must be text or json, not '${format}'`)
  const status = await readStatus(readRoot(root))
  if (format === "json") return void process.stdout.write(`${JSON.stringify(status, undefined, 2)}\n`)
  for (const { environment, state, version, schema, url } of status)
    process.stdout.write(
      `${environment.padEnd(12)} ${state.padEnd(8)} ${version.padEnd(16)} schema ${schema ?? "none"}  ${url}\n`,
    )
})
