import { enableCompileCache } from "node:module"
import { join } from "node:path"
import { cacheFolder } from "./cache/cache-folder.js"
import { loadCached } from "./cache/cached-script.js"
import { readStamp, stampKey } from "./cache/stamp.js"
import type * as Full from "./full.js"
import type * as Look from "./look.js"
import { quickCompile } from "./options/quick-compile.js"
import { quickLook } from "./options/quick-look.js"
import type * as Quick from "./quick.js"
import type { ExitCode, Session } from "./session.js"
import { writeData, writeWords } from "./write-out.js"

const folder = (): string => {
  try {
    return process.cwd()
  } catch {
    writeWords("error: the current folder no longer exists\n")
    process.exit(1)
  }
}

const importModule = (url: string): Promise<unknown> => import(url)

/** Everything but plain words. Modules start slower than CommonJS, but nothing of this is loaded in a hurry. */
const loadFull = () => importModule("./full.js") as Promise<typeof Full> // the build makes it of that module

const loadQuick = ({ cache }: Session): typeof Quick => loadCached(join(__dirname, "quick.cjs"), cache) // the build makes it of that module

const loadLook = ({ cache }: Session): typeof Look => loadCached(join(__dirname, "look.cjs"), cache) // the build makes it of that module

const failed = (error: unknown): ExitCode => {
  const text = error instanceof Error ? (error.stack ?? error.message) : String(error)
  writeWords(
    `error[SL5901]: the command itself failed\n${text}\n = help: This is a mistake in Shipline. Please report it with the text above.\n`,
  )
  return 1
}

const cwd = folder()
const argv = process.argv.slice(2)
const session: Session = { cwd, argv, cache: cacheFolder(cwd), started: Date.now(), importModule }
const options = quickCompile(argv)
const stamp = options === undefined ? undefined : readStamp(session.cache, stampKey(cwd, argv))

if (stamp === undefined) {
  enableCompileCache(join(session.cache, "compiled"))
  const run = async (): Promise<ExitCode> => {
    if (options !== undefined) return loadQuick(session).compile(options, session)
    const asked = quickLook(argv)
    return asked === undefined ? loadFull().then(({ full }) => full(session)) : loadLook(session).look(asked, session)
  }
  // A program may leave timers and servers behind; the command ends all the same.
  run()
    .catch(failed)
    .then((code) => process.exit(code))
} else {
  writeWords(stamp.words)
  writeData(stamp.data)
}
