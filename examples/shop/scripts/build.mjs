import { join, resolve } from "node:path"
import { build } from "../operations/build.mjs"
import { command } from "../operations/command.mjs"
import { readOptions } from "../operations/options.mjs"

// node scripts/build.mjs [--out dist]
await command("build", (say) => {
  const source = join(import.meta.dirname, "..")
  const options = readOptions({ out: { fallback: join(source, "dist") } })
  const out = resolve(options.out)
  const digest = build(source, out)
  say(`wrote ${out}`)
  process.stdout.write(`sha256:${digest}\n`)
})
