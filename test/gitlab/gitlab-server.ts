import { randomUUID } from "node:crypto"
import { createServer, type IncomingMessage, type ServerResponse } from "node:http"
import type { AddressInfo } from "node:net"
import { gitBackend } from "./git-backend.js"

/** As much of a GitLab server as the jobs of a pipeline talk to. */
export interface GitLabServer {
  readonly url: string
  /** What a job shows: in `JOB-TOKEN`, or to git with the name that belongs to it. */
  readonly token: string
  /** The files of the generic package registry: `shipline-shop/1.0.0/shop.tar.gz`. */
  readonly files: ReadonlyMap<string, Buffer>
  close(): Promise<void>
}

const bodyOf = async (request: IncomingMessage): Promise<Buffer> => {
  const chunks: Buffer[] = []
  for await (const chunk of request) chunks.push(chunk)
  return Buffer.concat(chunks)
}

/** What stands behind the address of the registry may hold only this. */
const generic = /^\/api\/v4\/projects\/\d+\/packages\/generic\/([\w.+-]+\/[\w.+-]+\/[\w.+~@-]+)$/

/**
 * A server for one folder of repositories: git over HTTP by git's own program, and the generic package registry, which
 * keeps files and gives them back. Both know nobody but a job.
 */
export const gitlabServer = async (repositories: string): Promise<GitLabServer> => {
  const token = `glcbt-${randomUUID()}`
  const login = `Basic ${Buffer.from(`gitlab-ci-token:${token}`).toString("base64")}`
  const files = new Map<string, Buffer>()

  const registry = async (path: string, request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const answer = (status: number, body: Buffer | string) => void response.writeHead(status).end(body)
    if (request.headers["job-token"] !== token) return answer(401, '{"message":"401 Unauthorized"}')
    if (request.method === "PUT") {
      files.set(path, await bodyOf(request))
      return answer(201, '{"message":"201 Created"}')
    }
    const found = files.get(path)
    if (found === undefined) return answer(404, '{"message":"404 Package Not Found"}')
    answer(200, request.method === "HEAD" ? "" : found)
  }

  const server = createServer((request, response) => {
    const path = new URL(request.url ?? "/", "http://localhost").pathname
    const file = generic.exec(path)?.[1]
    if (file !== undefined) return void registry(file, request, response)
    if (path.startsWith("/api/")) return void response.writeHead(404).end('{"message":"404 Not Found"}')
    if (request.headers.authorization?.replace(/^basic/i, "Basic") === login)
      return gitBackend(repositories, "gitlab-ci-token", request, response)
    response.writeHead(401, { "www-authenticate": 'Basic realm="GitLab"' }).end("HTTP Basic: Access denied")
  })
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve))
  const { port } = server.address() as AddressInfo // it listens on a port
  return {
    url: `http://127.0.0.1:${port}`,
    token,
    files,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}
