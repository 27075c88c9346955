// One sample in a process of its own, with nothing warm: node sample.mjs SHAPE COUNT. Prints JSON.
import { github } from "@shipline/adapters"
import { verify } from "@shipline/core"
import { shapes } from "./shapes.mjs"

const [, , shape, count] = process.argv
const start = performance.now()
const { plan } = shapes[shape](Number(count))
const built = performance.now()
const problems = verify(plan)
const verified = performance.now()
const compiled = github.compile(plan)
const end = performance.now()
if (problems.length > 0) throw new Error(`${shape} of ${count} is not sound: ${problems[0].message}`)
const refused = [...new Set(compiled.problems.map(({ code }) => code))].join(", ")
console.log(
  JSON.stringify({
    jobs: plan.nodes.length,
    program: built - start,
    verify: verified - built,
    compile: end - verified,
    bytes: compiled.files.reduce((sum, { text }) => sum + Buffer.byteLength(text), 0),
    ...(refused === "" ? {} : { refused }),
  }),
)
