import { command } from "../operations/command.mjs"
import { readOptions } from "../operations/options.mjs"
import { ROOT, readRoot } from "../operations/root.mjs"
import { stopAll } from "../operations/stop.mjs"

// node scripts/stop.mjs --root FOLDER
await command("stop", (say) => stopAll(readRoot(readOptions({ root: ROOT }).root), say))
