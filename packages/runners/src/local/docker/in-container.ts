import * as Effect from "effect/Effect"
import type { Command } from "../process/command.js"
import { Docker } from "./docker.js"

/**
 * The same command inside a container: the workspace at the same path, the network of this machine, and the job's own
 * variables by name, so that no value stands on a command line. The container ends with the scope.
 */
export const inContainer = Effect.fnUntraced(function* (
  command: Command,
  image: string,
  name: string,
  workspace: string,
  variables: Readonly<Record<string, string>>,
) {
  const docker = yield* Docker
  yield* Effect.addFinalizer(() => Effect.ignore(docker.run(["rm", "--force", "--volumes", name])))
  const env = ["CI", ...Object.keys(variables)].flatMap((variable) => ["--env", variable])
  const mount = `type=bind,source=${workspace},target=${workspace}`
  const args = [
    "run",
    "--rm",
    "--init",
    "--name",
    name,
    "--network",
    "host",
    "--mount",
    mount,
    "--workdir",
    command.cwd,
  ]
  const inside: Command = { ...command, argv: ["docker", ...args, ...env, image, ...command.argv] }
  return inside
})
