// One sample in a process of its own: node sample.mjs COUNT. Prints JSON, times in milliseconds.
import { simulate } from "@shipline/runners"
import * as Effect from "effect/Effect"
import { twentyJobs } from "./twenty-jobs.mjs"

const count = Number(process.argv[2])
const fiberId = () => Effect.runSync(Effect.withFiber((fiber) => Effect.succeed(fiber.id)))

const first = fiberId()
const { deployments } = await simulate(twentyJobs)
if (deployments.length !== 3) throw new Error(`it deployed ${deployments.length} times`)
const fibers = fiberId() - first - 1

/** What Effect alone takes for as many fibers, each of which waits for its turn once. */
const floor = Effect.forEach(
  Array.from({ length: fibers }, (_, index) => index),
  () => Effect.yieldNow,
  { concurrency: "unbounded", discard: true },
)

const timed = async (work) => {
  // The first ones are for the engine, which has yet to see what is run often.
  for (let i = 0; i < count / 5; i++) await work()
  const start = performance.now()
  for (let i = 0; i < count; i++) await work()
  return performance.now() - start
}

const floorTime = await timed(() => Effect.runPromise(floor))
const simulateTime = await timed(() => simulate(twentyJobs))
console.log(JSON.stringify({ jobs: twentyJobs.plan.nodes.length, fibers, floor: floorTime, simulate: simulateTime }))
