// Fills the marked sections of docs/performance.md from results.json: node write-table.mjs
import { readFileSync, writeFileSync } from "node:fs"
import { pathToFileURL } from "node:url"
import { page, results } from "./lib/paths.mjs"

const count = (value) => value.toLocaleString("en-US")
const milliseconds = (value) => (value < 10 ? value.toFixed(1) : count(Math.round(value)))
const range = ({ min, max }, show) => `${show(min)}–${show(max)}`
const ratio = (value) => value.toFixed(2)

/** The first columns are text, the others are figures. Padded, as the formatter of the repository would do it. */
const table = (head, rows, texts = 1) => {
  const cells = [head, ...rows].map((row) => row.map(String))
  const widths = head.map((_, column) => Math.max(3, ...cells.map((row) => row[column].length)))
  const isText = (column) => column < texts
  const pad = (text, column) => (isText(column) ? text.padEnd(widths[column]) : text.padStart(widths[column]))
  const ruler = widths.map((width, column) => (isText(column) ? "-".repeat(width) : `${"-".repeat(width - 1)}:`))
  const [first, ...others] = cells.map((row) => row.map(pad))
  return [first, ruler, ...others].map((row) => `| ${row.join(" | ")} |`).join("\n")
}

const where = ({ machine, rounds }) =>
  `Measured on ${machine.date}: Node ${machine.node}, ${machine.system}, ${machine.processor}, ${machine.cores} cores, ` +
  `${machine.memoryGiB} GiB; ${rounds} rounds.`

/** Every goal that stands in the text, with what was measured for it. */
const goals = ({ compile, guard, ledger, prove, scale, simulate, types }) => {
  const tool = (name) => compile.tools.find((one) => one.name === name)
  const states = [
    ["nothing changed", "shipline-unchanged", 1.5],
    ["program changed, caches warm", "shipline-changed", 2.5],
    ["nothing cached", "shipline-uncached", 4],
  ].map(([what, name, goal]) => {
    const { median } = tool(name).ratio
    return [
      `\`shipline compile\`, 10 jobs, ${what}`,
      `at most ${goal} × \`node -e 0\``,
      `${ratio(median)} ×`,
      median <= goal,
    ]
  })
  // What GitHub refuses is not compiled to its end: it counts for nothing here.
  const thousand = scale.shapes.flatMap(({ shape, growth, sizes }) =>
    sizes
      .filter(({ gates, refused }) => gates === 1000 && refused === undefined)
      .map((size) => ({ shape, growth, ...size })),
  )
  const slowest = Math.max(...thousand.map(({ verifyAndCompile }) => verifyAndCompile.median))
  const steepest = Math.max(...thousand.map(({ growth }) => growth.verifyAndCompile))
  const named = (pick) => scale.shapes.reduce((worst, one) => (pick(one.growth) > pick(worst.growth) ? one : worst))
  const verify = named((growth) => growth.verify)
  const answers = ledger.tasks
    .filter(({ name }) => name === "status" || name === "history")
    .map(({ label, ratio: { median } }) => [
      `the ledger with ${count(ledger.records)} records: ${label}`,
      "at most 3 × `node -e 0` and `git --version`",
      `${ratio(median)} ×`,
      median <= 3,
    ])
  const newest = types.compilers.filter(({ version }) => version === types.compilers[0].version)
  return [
    ...states,
    [
      "the guard, until it knows what it is asked for",
      "at most 2 × `node -e 0`",
      `${ratio(guard.ratio.median)} ×`,
      guard.ratio.median <= 2,
    ],
    ["the guard, its size", "at most 300 KB", `${count(Math.round(guard.bytes / 1000))} KB`, guard.bytes <= 300_000],
    ...answers,
    [
      "`shipline compile`, 10 jobs, program changed: with the proof of its file",
      "at most 1.2 × without it",
      `${ratio(prove.compile.ratio.median)} ×`,
      prove.compile.ratio.median <= 1.2,
    ],
    ...prove.proofs.map(({ platform, nodes, environments, milliseconds: { median } }) => [
      `prove a pipeline of ${nodes} jobs and ${environments} environments, ${platform}`,
      "under 1 s",
      `${milliseconds(median)} ms`,
      median < 1_000,
    ]),
    ["verify and compile 1,000 jobs, slowest shape", "under 150 ms", `${milliseconds(slowest)} ms`, slowest < 150],
    [
      "verify and compile, growth from 250 to 4,000 jobs, steepest shape that GitHub can run",
      "linear: exponent at most 1.1",
      ratio(steepest),
      steepest <= 1.1,
    ],
    [
      `verify alone, growth, steepest shape (${verify.shape})`,
      "linear: exponent at most 1.1",
      ratio(verify.growth.verify),
      verify.growth.verify <= 1.1,
    ],
    [
      `${count(simulate.simulations)} simulations of a pipeline of ${simulate.jobs} jobs`,
      "under 10 s",
      `${simulate.seconds.median.toFixed(1)} s`,
      simulate.seconds.median < 10,
    ],
    ...newest.map(({ version, layout, extraMilliseconds: { median } }) => [
      `type-check 1,000 gates over 100 environments, TypeScript ${version}, ${layout}`,
      "at most 0.5 s above its baseline",
      `${(median / 1000).toFixed(2)} s`,
      median <= 500,
    ]),
  ]
}

const sections = {
  goals: (measured) =>
    table(
      ["what", "goal", "median", ""],
      goals(measured).map(([what, goal, found, met]) => [what, goal, found, met ? "met" : "**missed**"]),
      4,
    ),
  compile: ({ compile }) =>
    [
      table(
        ["tool", "", "× `node -e 0`", "min–max", "ms", "min–max", "peak MiB", "bytes written"],
        compile.tools.map(({ label, note, ratio: times, milliseconds: taken, peakMemoryMiB, file }) => [
          label,
          note,
          ratio(times.median),
          range(times, ratio),
          milliseconds(taken.median),
          range(taken, milliseconds),
          peakMemoryMiB,
          file === undefined ? "" : count(file.bytes),
        ]),
        2,
      ),
      where(compile),
    ].join("\n\n"),
  ledger: ({ ledger }) =>
    [
      table(
        ["asked for", "× `node -e 0` + `git --version`", "min–max", "ms", "min–max", "calls of git"],
        ledger.tasks.map(({ label, ratio: times, milliseconds: taken, calls }) => [
          label,
          ratio(times.median),
          range(times, ratio),
          milliseconds(taken.median),
          range(taken, milliseconds),
          calls,
        ]),
      ),
      table(
        ["an append", "records before", "calls of git, its look at the end included"],
        ledger.appendCalls.map(({ records, drafts, calls }) => [
          drafts === 1 ? "of 1 record" : `of ${drafts} records`,
          count(records),
          calls,
        ]),
      ),
      where(ledger),
    ].join("\n\n"),
  prove: ({ prove }) =>
    [
      table(
        ["platform", "jobs", "environments", "properties", "KiB proved", "processor, ms", "min–max"],
        prove.proofs.map(({ platform, nodes, environments, properties, bytes, milliseconds: taken }) => [
          platform,
          nodes,
          environments,
          properties,
          count(Math.round(bytes / 1024)),
          milliseconds(taken.median),
          range(taken, milliseconds),
        ]),
      ),
      table(
        ["`shipline compile`, 10 jobs, program changed", "ms", "min–max", "× without the proof", "min–max"],
        [
          [
            "with the proof",
            milliseconds(prove.compile.with.median),
            range(prove.compile.with, milliseconds),
            ratio(prove.compile.ratio.median),
            range(prove.compile.ratio, ratio),
          ],
          [
            "without it",
            milliseconds(prove.compile.without.median),
            range(prove.compile.without, milliseconds),
            ratio(1),
            range({ min: 1, max: 1 }, ratio),
          ],
        ],
      ),
      where(prove),
    ].join("\n\n"),
  scale: ({ scale }) =>
    [
      table(
        [
          "shape",
          "gates",
          "jobs",
          "program, ms",
          "verify, ms",
          "compile, ms",
          "verify + compile, ms",
          "min–max",
          "KiB written",
        ],
        scale.shapes.flatMap(({ shape, sizes }) =>
          sizes.map(({ gates, jobs, program, verify, compile, verifyAndCompile, bytes, refused }) => [
            shape,
            count(gates),
            count(jobs),
            milliseconds(program.median),
            milliseconds(verify.median),
            milliseconds(compile.median),
            milliseconds(verifyAndCompile.median),
            range(verifyAndCompile, milliseconds),
            refused === undefined ? count(Math.round(bytes / 1024)) : `refused: ${refused}`,
          ]),
        ),
      ),
      "Growth: the exponent of the curve through the five sizes, 1 is linear, 2 is quadratic.",
      table(
        ["shape", "program", "verify", "compile", "verify + compile"],
        scale.shapes.map(({ shape, growth }) => [shape, ...Object.values(growth).map(ratio)]),
      ),
      where(scale),
    ].join("\n\n"),
  simulate: ({ simulate }) =>
    [
      table(
        ["what", "s", "min–max", "× the floor", "min–max"],
        [
          [
            `${count(simulate.simulations)} simulations of ${simulate.jobs} jobs`,
            simulate.seconds.median.toFixed(1),
            range(simulate.seconds, (value) => value.toFixed(1)),
            ratio(simulate.ratio.median),
            range(simulate.ratio, ratio),
          ],
          [
            `the floor: ${count(simulate.simulations)} times ${simulate.fibers} fibers that do nothing`,
            simulate.floorSeconds.median.toFixed(1),
            range(simulate.floorSeconds, (value) => value.toFixed(1)),
            ratio(1),
            range({ min: 1, max: 1 }, ratio),
          ],
        ],
      ),
      where(simulate),
    ].join("\n\n"),
  types: ({ types }) =>
    [
      table(
        [
          "TypeScript",
          "program",
          "baseline, ms",
          "fixture, ms",
          "fixture − baseline, ms",
          "min–max",
          "instantiations",
          "types",
        ],
        types.compilers.map((one) => [
          one.version,
          one.layout,
          milliseconds(one.baselineMilliseconds.median),
          milliseconds(one.fixtureMilliseconds.median),
          milliseconds(one.extraMilliseconds.median),
          range(one.extraMilliseconds, milliseconds),
          count(one.instantiations),
          count(one.types),
        ]),
        2,
      ),
      where(types),
    ].join("\n\n"),
}

const fill = (text, name, content) => {
  const [begin, end] = [`<!-- ${name}: made by benchmarks/write-table.mjs -->`, `<!-- end of ${name} -->`]
  const [from, to] = [text.indexOf(begin), text.indexOf(end)]
  if (from < 0 || to < from) throw new Error(`docs/performance.md has no place for ${name}: ${begin} … ${end}`)
  return `${text.slice(0, from + begin.length)}\n\n${content}\n\n${text.slice(to)}`
}

/** A section whose part was never measured says so. */
export const writeTables = () => {
  const measured = JSON.parse(readFileSync(results, "utf8"))
  const text = Object.entries(sections).reduce(
    (before, [name, write]) => {
      const needs = name === "goals" ? ["compile", "guard", "ledger", "prove", "scale", "simulate", "types"] : [name]
      const ready = needs.every((part) => measured[part] !== undefined)
      return fill(before, name, ready ? write(measured) : "Not measured yet.")
    },
    readFileSync(page, "utf8"),
  )
  writeFileSync(page, text)
}

if (import.meta.url === pathToFileURL(process.argv[1]).href) writeTables()
