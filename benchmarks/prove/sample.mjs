// One sample in a process of its own, with nothing warm: node sample.mjs PLATFORM. Prints JSON, times in milliseconds.
import { adapters } from "@shipline/adapters"
import { verify } from "@shipline/core"
import { twoHundredJobs } from "./two-hundred-jobs.mjs"

const adapter = adapters[process.argv[2]]
const { plan } = twoHundredJobs
const [unsound] = verify(plan)
if (unsound !== undefined) throw new Error(`the pipeline is not sound: ${unsound.message}`)
const { files, problems } = adapter.compile(plan)
if (problems.length > 0) throw new Error(`${adapter.name} refuses the pipeline: ${problems[0].message}`)
const start = performance.now()
const proof = adapter.prove(files, { plan })
const end = performance.now()
if (proof.verdict !== "proved")
  throw new Error(`${adapter.name}: ${proof.verdict}: ${JSON.stringify(proof.problems[0] ?? proof.counterexamples[0])}`)
console.log(
  JSON.stringify({
    nodes: plan.nodes.length,
    environments: plan.environments.length,
    properties: proof.properties.length,
    bytes: files.reduce((sum, { text }) => sum + Buffer.byteLength(text), 0),
    prove: end - start,
  }),
)
