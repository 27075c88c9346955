import { existsSync, readFileSync, watch } from "node:fs"
import { join } from "node:path"

/** Waits until a job has written something into a file: the handshake by which a test knows how far it is. */
export const appears = (folder: string, name: string): Promise<string> =>
  new Promise((resolve) => {
    const look = () => {
      if (!existsSync(join(folder, name))) return
      const text = readFileSync(join(folder, name), "utf8").trim()
      if (text === "") return
      watcher.close()
      resolve(text)
    }
    const watcher = watch(folder, look)
    look()
  })

const read = (path: string): string => {
  try {
    return readFileSync(path, "utf8")
  } catch {
    return ""
  }
}

/** Whether a process runs. A zombie has ended; only its parent has not asked yet. */
export const isAlive = (pid: string): boolean => {
  try {
    process.kill(Number(pid), 0)
  } catch {
    return false
  }
  return !/^State:\s+Z/m.test(read(`/proc/${pid}/status`))
}
