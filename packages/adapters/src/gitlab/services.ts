import { subject } from "../shared/facts.js"
import { dockerImage, dockerService, type Machine } from "./image.js"
import type { GitlabService, Variable } from "./model.js"
import type { Part } from "./part.js"
import { hold, isVariableName } from "./value.js"

/** How a job reaches the docker beside it. */
const dockerVariables: readonly Variable[] = [
  { name: "DOCKER_HOST", value: "tcp://docker:2376" },
  { name: "DOCKER_TLS_CERTDIR", value: "/certs" },
  { name: "DOCKER_CERT_PATH", value: "/certs/client" },
  { name: "DOCKER_TLS_VERIFY", value: "1" },
]

/** Docker beside a job that works with images in the image of docker. */
const docker = (machine: Machine, part: Part): readonly GitlabService[] => {
  if (machine.image?.name !== dockerImage) return []
  for (const variable of dockerVariables) part.variables.add(variable)
  return [{ image: dockerService, alias: "docker", variables: [] }]
}

/** The servers beside a job. */
export const servicesOf = (machine: Machine, part: Part): readonly GitlabService[] => {
  const { job, node, report } = part
  const beside = docker(machine, part)
  if (job.services.length > 0 && (!machine.hasNode || machine.image === undefined || machine.image.bare))
    report.add("SL3319", subject(node), node.title)
  const own = job.services.map(({ name, image, variables, health }): GitlabService => {
    if (!/^[A-Za-z][A-Za-z0-9-]*$/.test(name) || beside.some(({ alias }) => alias === name))
      report.add("SL3333", subject(node), name)
    if (health !== undefined) report.add("SL3318", subject(node), node.title, name)
    if (image.includes("$")) report.add("SL3317", subject(node), `the image of the service '${name}'`)
    return {
      image,
      alias: name,
      variables: variables.map(({ name: variable, value }): Variable => {
        if (!isVariableName(variable)) report.add("SL3304", subject(node), variable)
        const held = hold(value, part)
        if (held.kind === "text") {
          // A service's variable has no way to say that it holds none.
          if (held.text.includes("$")) report.add("SL3317", subject(node), `the variable ${variable} of '${name}'`)
          return { name: variable, value: held.text }
        }
        if (!held.early) report.add("SL3324", subject(node), node.title, `what ${variable} of '${name}' holds`)
        return { name: variable, value: held.words, expands: true }
      }),
    }
  })
  return [...beside, ...own]
}

/** The ports of the services, `15432:database:5432`: a program finds them on localhost. */
export const portsOf = ({ job }: Part): readonly string[] =>
  job.services.flatMap(({ name, ports }) => ports.map(({ host, container }) => `${host}:${name}:${container}`))
