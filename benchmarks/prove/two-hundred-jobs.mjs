import { all, artifact, environment, gate, pipeline, rollout, sh } from "@shipline/core"

const image = artifact.image("shop", { repository: "ghcr.io/acme/shop" })
const lint = gate("lint", sh`npm run lint`)
const unit = gate("unit", sh`npm test`)
const regions = Array.from({ length: 20 }, (_, index) => `region ${index}`)

/** Seven gates before each of twenty environments, each environment after the one before it. */
const gates = regions.map((_, region) =>
  Array.from({ length: 7 }, (_, index) => gate(`gate ${region} ${index}`, sh`npm run check -- ${index}`)),
)
const smoke = gate("smoke", (target) => sh`npm run smoke -- --url ${target.url}`)

const places = []
for (const [region, name] of regions.entries()) {
  const earlier = places.at(-1)
  places.push(
    environment(name, {
      url: `https://${region}.shop.example`,
      ...(earlier === undefined ? {} : { after: [earlier] }),
      requires: [lint, unit, ...gates[region], ...(earlier === undefined ? [] : [smoke.on(earlier)])],
      hotfix: { requires: [unit] },
    }),
  )
}

const kubectl = rollout({ deploy: (target) => sh`kubectl --context ${target.name} set image shop=${image.ref}` })

/**
 * Twenty environments in a row: 143 gates, a build, twenty deployments with a smoke test after each. With what brings
 * promotions and rollbacks to each environment it is more than 200 jobs.
 */
export const twoHundredJobs = pipeline("regions", { on: { push: "main", pullRequest: true } }, (source) => {
  const built = all(source.pass(lint, unit), source.build(image, sh`docker build --tag ${image.tag} .`))
  return places.reduce(
    (candidate, place, region) =>
      candidate
        .pass(...gates[region])
        .deploy(place, kubectl)
        .pass(smoke.on(place)),
    built,
  )
})
