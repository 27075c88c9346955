import { type Image, registryOf } from "../../shared/registry.js"
import type { EnvEntry, RunStep } from "../model.js"
import { githubRegistry } from "../registry.js"
import type { JobScope } from "../scope.js"
import { loginScript } from "../scripts/image.js"
import { hold } from "../value.js"

const credentials = (image: Image, scope: JobScope): readonly [username: string, password: string] => {
  if (image.login !== undefined) return [hold(image.login.username, scope).text, hold(image.login.password, scope).text]
  const registry = registryOf(image.repository)
  if (registry !== githubRegistry)
    scope.report.add("SL3109", { path: `artifacts.${image.name}`, at: image.at }, image.name, registry)
  return ["${{ github.actor }}", "${{ github.token }}"]
}

/** Logs docker in to the registry of an image, on the runs that `condition` selects. */
export const registryLogin = (image: Image, condition: string | undefined, scope: JobScope): RunStep => {
  const [username, password] = credentials(image, scope)
  const registry = registryOf(image.repository)
  const env: readonly EnvEntry[] = [
    { name: "REGISTRY", value: registry },
    { name: "REGISTRY_USERNAME", value: username },
    { name: "REGISTRY_PASSWORD", value: password },
  ]
  return {
    kind: "run",
    name: `Log in to ${registry}`,
    ...(condition === undefined ? {} : { condition }),
    env,
    run: loginScript(scope.job.container !== undefined),
    own: true,
  }
}
