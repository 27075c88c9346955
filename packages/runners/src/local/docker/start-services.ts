import type { Service } from "@shipline/core/plan"
import * as Effect from "effect/Effect"
import { runError } from "../../errors/run-error.js"
import { runProblem } from "../../errors/run-problem.js"
import { Docker } from "./docker.js"

/** Seconds that a service may take until it is healthy. */
const patience = 60

const failed = (service: Service, why: string) =>
  runError(
    runProblem(
      "SL4105",
      "",
      `the service ${service.name} (${service.image}) did not start: ${why}`,
      "Look at its image, ports and health command.",
    ),
  )

const startService = Effect.fnUntraced(function* (
  service: Service,
  container: string,
  variables: Readonly<Record<string, string>>,
) {
  const docker = yield* Docker
  const ports = service.ports.flatMap(({ host, container }) => ["--publish", `127.0.0.1:${host}:${container}`])
  const env = Object.keys(variables).flatMap((name) => ["--env", name])
  const args = ["run", "--detach", "--rm", "--name", container, ...ports, ...env, service.image]
  // Before it starts: the pull of an image takes long, and must be possible to interrupt.
  yield* Effect.addFinalizer(() => Effect.ignore(docker.run(["rm", "--force", "--volumes", container])))
  const { ok, stderr } = yield* docker.run(args, variables)
  if (!ok) return yield* failed(service, stderr)
  if (service.health === undefined) return
  for (let second = 0; second < patience; second++) {
    const { ok } = yield* docker.run(["exec", container, "sh", "-c", service.health])
    if (ok) return
    yield* Effect.sleep("1 second")
  }
  return yield* failed(service, `not healthy after ${patience} s`)
})

/** Starts the services of a job side by side and waits until they are healthy. They end with the scope. */
export const startServices = Effect.fnUntraced(function* (
  services: readonly { readonly service: Service; readonly variables: Readonly<Record<string, string>> }[],
  name: string,
) {
  yield* Effect.forEach(
    services,
    ({ service, variables }) => startService(service, `${name}-${service.name}`, variables),
    { concurrency: "unbounded", discard: true },
  )
})
