// One sample in a process of its own, with nothing warm: node sample.mjs PLATFORM. Prints JSON, times in milliseconds of the processor.
import { adapters } from "@shipline/adapters"
import { verify } from "@shipline/core"
import { twoHundredJobs } from "./two-hundred-jobs.mjs"

const adapter = adapters[process.argv[2]]
const { plan } = twoHundredJobs
const [unsound] = verify(plan)
if (unsound !== undefined) throw new Error(`the pipeline is not sound: ${unsound.message}`)
const { files: own, problems } = adapter.compile(plan)
const files = [...(adapter.index?.([plan]).files ?? []), ...own]
if (problems.length > 0) throw new Error(`${adapter.name} refuses the pipeline: ${problems[0].message}`)
// Time of the processor: what else the machine does, meanwhile, is no part of it.
const start = process.cpuUsage()
const proof = adapter.prove(files, { plan })
// What it takes for granted is worked out where it is read.
const assumptions = proof.assumptions.length
const { user, system } = process.cpuUsage(start)
if (proof.verdict !== "proved")
  throw new Error(`${adapter.name}: ${proof.verdict}: ${JSON.stringify(proof.problems[0] ?? proof.counterexamples[0])}`)
console.log(
  JSON.stringify({
    nodes: plan.nodes.length,
    environments: plan.environments.length,
    properties: proof.properties.length,
    assumptions,
    bytes: files.reduce((sum, { text }) => sum + Buffer.byteLength(text), 0),
    prove: (user + system) / 1000,
  }),
)
