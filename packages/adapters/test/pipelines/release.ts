import { artifact, environment, gate, pipeline, rollout, sh } from "@shipline/core"

const archive = artifact.files("archive", { paths: ["out"] })
const unit = gate("unit", sh`make test`)
const preview = environment("preview", { requires: [unit] })
const downloads = environment("downloads", {
  url: "https://downloads.acme.example",
  after: [preview],
  requires: [unit],
})
const publish = rollout({ deploy: (target) => sh`./publish.sh ${target.name} ${archive.version} ${archive.path}` })

/** Tags and whole families of branches start it; the trigger's own filter says which. */
export const release = pipeline(
  "release",
  {
    on: { push: { branches: ["main", "hotfix/*"], tags: ["v*", "sdk/v*"] }, manual: true },
    ignorePaths: ["docs/**", "**/*.md"],
  },
  (source) =>
    source
      .pass(unit)
      .build(archive, sh`make dist VERSION=${archive.tag}`)
      .deploy(preview, publish)
      .deploy(downloads, publish),
)
