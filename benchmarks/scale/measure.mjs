import { join } from "node:path"
import { here, requireBuilt } from "../lib/paths.mjs"
import { read } from "../lib/processes.mjs"
import { progress } from "../lib/progress.mjs"
import { exponent, median, summary } from "../lib/statistics.mjs"

const names = ["chain", "wide", "environments", "joined"]
const sizes = [250, 500, 1000, 2000, 4000]

const sample = (shape, size) =>
  JSON.parse(
    read({
      name: `${shape} ${size}`,
      command: process.execPath,
      args: [join(here, "scale", "sample.mjs"), shape, String(size)],
      cwd: here,
    }),
  )

const both = ({ verify, compile }) => verify + compile

/** Programs of 250 to 4,000 gates, each sample in a fresh process, shapes and sizes in turn. */
export const measureScale = ({ rounds }) => {
  requireBuilt("@shipline/core", "@shipline/adapters")
  const cases = names.flatMap((shape) => sizes.map((size) => ({ shape, size, samples: [] })))
  const report = progress("scale")
  for (let round = -1; round < rounds; round++) {
    for (const one of cases) {
      const taken = sample(one.shape, one.size)
      if (round >= 0) one.samples.push(taken)
    }
    report(round + 1, rounds)
  }
  const of = (shape, pick) =>
    cases.filter((one) => one.shape === shape).map(({ size, samples }) => [size, median(samples.map(pick))])
  return {
    rounds,
    shapes: names.map((shape) => ({
      shape,
      growth: {
        program: exponent(of(shape, ({ program }) => program)),
        verify: exponent(of(shape, ({ verify }) => verify)),
        compile: exponent(of(shape, ({ compile }) => compile)),
        verifyAndCompile: exponent(of(shape, both)),
      },
      sizes: cases
        .filter((one) => one.shape === shape)
        .map(({ size, samples }) => ({
          gates: size,
          jobs: samples[0].jobs,
          bytes: samples[0].bytes,
          ...(samples[0].refused === undefined ? {} : { refused: samples[0].refused }),
          program: summary(samples.map(({ program }) => program)),
          verify: summary(samples.map(({ verify }) => verify)),
          compile: summary(samples.map(({ compile }) => compile)),
          verifyAndCompile: summary(samples.map(both)),
        })),
    })),
  }
}
