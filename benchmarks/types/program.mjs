const numbers = (count, from = 0) => Array.from({ length: count }, (_, index) => from + index)
const lines = (...parts) => `${parts.flat().join("\n")}\n`
const library = 'import { environment, gate, pipeline, rollout, sh } from "@shipline/core"'
const rolloutLine = "const by = rollout({ deploy: (target) => sh`./deploy.sh ${target.name}` })"

/** The library, and one of each thing: what any program pays. */
export const baseline = {
  "program.ts": lines(
    library,
    "const unit = gate('unit', sh`npm test`)",
    'const production = environment("production", { requires: [unit] })',
    rolloutLine,
    'export default pipeline("small", { on: { push: "main" } }, (source) => source.pass(unit).deploy(production, by))',
  ),
}

/**
 * Ten gates before each environment, each environment after the one before it, one expression from the source to the
 * last deployment: at its end the candidate's type holds every proof.
 */
const parts = ({ environments, gates }) => {
  const each = gates / environments
  const before = (place) => numbers(each, place * each).map((index) => `gate${index}`)
  const names = {
    gates: numbers(gates).map((index) => `gate${index}`),
    environments: numbers(environments).map((place) => `environment${place}`),
  }
  return {
    names,
    gates: numbers(gates).map(
      (index) => `export const gate${index} = gate("gate ${index}", sh\`npm run check -- ${index}\`)`,
    ),
    environments: numbers(environments).map((place) => {
      const after = place === 0 ? "" : ` after: [environment${place - 1}],`
      const requires = before(place).join(", ")
      return `export const environment${place} = environment("environment ${place}", {${after} requires: [${requires}] })`
    }),
    pipeline: [
      rolloutLine,
      'export default pipeline("large", { on: { push: "main" } }, (source) =>',
      "  source",
      ...numbers(environments).map((place) => `    .pass(${before(place).join(", ")}).deploy(environment${place}, by)`),
      ")",
    ],
  }
}

/** As people lay it out: gates, environments and the pipeline each in a file. */
export const threeFiles = (size) => {
  const { names, gates, environments, pipeline } = parts(size)
  const from = (what, file) => `import { ${what.join(", ")} } from "./${file}.js"`
  return {
    "gates.ts": lines(library, gates),
    "environments.ts": lines(library, from(names.gates, "gates"), environments),
    "program.ts": lines(library, from(names.gates, "gates"), from(names.environments, "environments"), pipeline),
  }
}

/** The same in one file. The compiler then also looks from each use of a gate back over all that stands before it. */
export const oneFile = (size) => {
  const { gates, environments, pipeline } = parts(size)
  return { "program.ts": lines(library, gates, environments, pipeline) }
}
