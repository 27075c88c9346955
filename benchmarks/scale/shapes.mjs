import { environment, gate, pipeline, rollout, sh } from "@shipline/core"

const gates = (count) =>
  Array.from({ length: count }, (_, index) => gate(`gate ${index}`, sh`npm run check -- ${index}`))
const how = () => rollout({ deploy: (target) => sh`./deploy.sh ${target.name}` })
const make = (program) => pipeline("large", { on: { push: "main" } }, program)

/** Programs of any size; `count` is the number of gates. A fourth shape is there to be refused by no limit of a platform. */
export const shapes = {
  /** Each gate after the one before it. */
  chain: (count) => {
    const all = gates(count)
    return make((source) => all.reduce((candidate, one) => candidate.pass(one), source))
  },
  /** All gates side by side. */
  wide: (count) => {
    const all = gates(count)
    return make((source) => source.pass(...all))
  },
  /** Ten gates before each environment, each environment after the one before it. */
  environments: (count) => {
    const all = gates(count)
    const places = []
    for (let index = 0; index * 10 < count; index++) {
      const requires = all.slice(index * 10, index * 10 + 10)
      places.push({
        requires,
        to: environment(`environment ${index}`, { requires, after: index === 0 ? [] : [places[index - 1].to] }),
      })
    }
    const by = how()
    return make((source) =>
      places.reduce((candidate, { requires, to }) => candidate.pass(...requires).deploy(to, by), source),
    )
  },
  /** All gates side by side, and one environment that requires every one of them. */
  joined: (count) => {
    const all = gates(count)
    const production = environment("production", { requires: all })
    const by = how()
    return make((source) => source.pass(...all).deploy(production, by))
  },
}
