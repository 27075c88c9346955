import { mkdtempSync, rmSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"

/**
 * A folder for one test. Its name has a space, so that every test is also one of quoting.
 *
 * @param {{ after: (clean: () => unknown) => void }} test
 * @param {(folder: string) => unknown} [finish]  what must be done before the folder goes away
 */
export function temporaryFolder(test, finish) {
  const folder = mkdtempSync(join(tmpdir(), "shop test "))
  test.after(async () => {
    try {
      await finish?.(folder)
    } finally {
      rmSync(folder, { recursive: true, force: true })
    }
  })
  return folder
}
