import { spawn } from "node:child_process"
import type { IncomingMessage, ServerResponse } from "node:http"

/** What git's own server program wrote before the body: `Status: 404 Not Found` and headers. */
const headOf = (
  text: string,
): { readonly status: number; readonly headers: readonly (readonly [string, string])[] } => {
  const lines = text.split("\r\n").map((line) => {
    const at = line.indexOf(":")
    return [line.slice(0, at), line.slice(at + 1).trim()] as const
  })
  const status = lines.find(([name]) => name === "Status")?.[1]
  return { status: Number(status?.slice(0, 3) ?? "200"), headers: lines.filter(([name]) => name !== "Status") }
}

/** Answers for the repositories below a folder by `git http-backend`. */
export const gitBackend = (root: string, user: string, request: IncomingMessage, response: ServerResponse): void => {
  const url = new URL(request.url ?? "/", "http://localhost")
  const { "content-type": type, "content-encoding": encoding, "content-length": length } = request.headers
  const protocol = request.headers["git-protocol"]
  const child = spawn("git", ["http-backend"], {
    stdio: ["pipe", "pipe", "ignore"],
    env: {
      PATH: process.env.PATH,
      HOME: root,
      GIT_PROJECT_ROOT: root,
      GIT_HTTP_EXPORT_ALL: "1",
      REMOTE_USER: user,
      REMOTE_ADDR: "127.0.0.1",
      REQUEST_METHOD: request.method,
      PATH_INFO: decodeURIComponent(url.pathname),
      QUERY_STRING: url.search.slice(1),
      CONTENT_TYPE: type ?? "",
      ...(encoding === undefined ? {} : { HTTP_CONTENT_ENCODING: encoding }),
      ...(length === undefined ? {} : { CONTENT_LENGTH: length }),
      ...(typeof protocol === "string" ? { GIT_PROTOCOL: protocol } : {}),
    },
  })
  child.stdin.on("error", () => {}) // it may end without reading
  request.pipe(child.stdin)
  let head = Buffer.alloc(0)
  child.stdout.on("data", (chunk: Buffer) => {
    if (response.headersSent) return void response.write(chunk)
    head = Buffer.concat([head, chunk])
    const end = head.indexOf("\r\n\r\n")
    if (end === -1) return
    const { status, headers } = headOf(head.subarray(0, end).toString("latin1"))
    response.writeHead(status, headers.flat())
    response.write(head.subarray(end + 4))
  })
  child.once("close", () => {
    if (!response.headersSent) response.writeHead(500)
    response.end()
  })
}
