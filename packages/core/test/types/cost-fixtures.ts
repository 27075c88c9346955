/** Programs of a chosen size, one for each public path whose cost is watched. */
const lines = (count: number, line: (index: number) => string) =>
  Array.from({ length: count }, (_, index) => line(index))
const names = (from: number, count: number, name: (index: number) => string) =>
  lines(count, (index) => name(from + index)).join(", ")

const head = [
  'import { all, approval, artifact, environment, gate, pipeline, rollout, sh } from "@shipline/core"',
  "const how = rollout({ deploy: (target) => sh`./deploy.sh ${target.name}` })",
]
const tail = ["export { all, approval, artifact, environment, gate, how, pipeline, rollout, sh }"]

const gates = (count: number) => lines(count, (index) => `const g${index} = gate("gate ${index}", sh\`make ${index}\`)`)

const checks = (count: number) =>
  lines(
    count,
    (index) => `const c${index} = gate("check ${index}", (target) => sh\`check \${target.url}\`, { retries: 2 })`,
  )

const artifacts = (count: number) => [
  ...lines(count, (index) => `const a${index} = artifact.files("artifact ${index}", { paths: ["dist"] })`),
  ...lines(
    count,
    (index) => `const s${index} = gate("scan ${index}", sh\`scan \${a${index}.ref} \${a${index}.digest}\`)`,
  ),
  'pipeline("artifacts", { on: { push: "main" } }, (source) => source',
  ...lines(count, (index) => `  .build(a${index}, sh\`make \${a${index}.tag}\`).pass(s${index})`),
  ")",
]

/** Each environment requires its share of the gates and comes after the one before it. */
const environments = (gateCount: number, count: number) => {
  const share = gateCount / count
  return lines(count, (index) => {
    const after = index === 0 ? "" : `after: [e${index - 1}], `
    return `const e${index} = environment("environment ${index}", { ${after}requires: [${names(index * share, share, (gate) => `g${gate}`)}] })`
  })
}

/** One candidate goes all the way. */
const chain = (gateCount: number, count: number) => {
  const share = gateCount / count
  return [
    'pipeline("chain", { on: { push: "main" } }, (source) => source',
    ...lines(count, (index) => `  .pass(${names(index * share, share, (gate) => `g${gate}`)}).deploy(e${index}, how)`),
    ")",
  ]
}

const joins = (gateCount: number, ways: number) => {
  const share = gateCount / ways
  return [
    'pipeline("joins", { on: { push: "main" } }, (source) => all(',
    ...lines(ways, (index) => `  source.pass(${names(index * share, share, (gate) => `g${gate}`)}),`),
    "))",
  ]
}

const program = (...parts: readonly (readonly string[])[]) => `${[head, ...parts, tail].flat().join("\n")}\n`

export const fixtures: { readonly [name: string]: string } = {
  baseline: program(),
  "200 gates": program(gates(200)),
  "200 checks of deployments": program(checks(200)),
  "50 artifacts, built and scanned": program(artifacts(50)),
  "20 environments of 200 gates": program(gates(200), environments(200, 20)),
  "200 gates joined from 20 ways": program(gates(200), joins(200, 20)),
  "200 gates to 20 environments in a row": program(gates(200), environments(200, 20), chain(200, 20)),
  "1,000 gates to 100 environments in a row": program(gates(1000), environments(1000, 100), chain(1000, 100)),
}
