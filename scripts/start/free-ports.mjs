import { createServer } from "node:net"

const isFree = (port) =>
  new Promise((resolve) => {
    const server = createServer()
    server.once("error", () => resolve(false))
    server.listen(port, "127.0.0.1", () => server.close(() => resolve(true)))
  })

/** A port behind which `count` in a row are free: another copy of the example may be running. */
export const freePorts = async (count) => {
  for (let base = 4380; base < 4980; base += 10) {
    const free = await Promise.all(Array.from({ length: count }, (_, index) => isFree(base + 1 + index)))
    if (free.every(Boolean)) return base
  }
  throw new Error(`there are no ${count} free ports in a row between 4381 and 4983`)
}
