import { createServer } from "node:http"
import type { AddressInfo } from "node:net"

/** What a server was asked, in order: with which `authorization`, and for what. */
export type Asked = readonly { readonly login: string | undefined; readonly path: string | undefined }[]

/** A server that lets nobody in and says back with what somebody came, for as long as `use` takes. */
export const withRefusingServer = async <T>(use: (url: string, asked: Asked) => Promise<T>): Promise<T> => {
  const asked: Asked[number][] = []
  const server = createServer(({ headers: { authorization }, url }, response) => {
    asked.push({ login: authorization, path: url })
    response.writeHead(403, { "content-type": "text/plain" })
    response.end(`no: ${authorization ?? ""}`)
  }).listen(0, "127.0.0.1")
  await new Promise((resolve) => server.once("listening", resolve))
  const { port } = server.address() as AddressInfo // it listens on a port
  try {
    return await use(`http://127.0.0.1:${port}`, asked)
  } finally {
    server.close()
  }
}
