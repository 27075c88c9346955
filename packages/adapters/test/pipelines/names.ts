import { all, approval, artifact, environment, gate, pipeline, rollout, sh } from "@shipline/core"

const app = artifact.files("Große App 🚀", { paths: ["Ausgabe", "Lies mich.txt"] })
const tests = gate("Einheit & Integration: alle", sh`npm test -- --name ${'Zoë\'s "shop"'}`)
const japanese = gate("検証", sh`npm run verify -- ${app.path}`)
const yes = gate("yes", sh`npm run yes`)
const count = gate("1e3", sh`npm run count`)
const owner = approval("Produkt-Eigentümer")
const test = environment("Test Süd", { url: "https://süd.example/#top", requires: [tests, yes] })
const live = environment("Живой", { after: [test], requires: [japanese, count, owner], concurrency: "live: all of it" })
const copy = rollout({ deploy: (target) => sh`./kopieren.sh ${target.name} ${app.path}` })

/** Names for people: several languages, spaces, and words that YAML takes for something else. */
export const names = pipeline("Straße nach Süden", { on: { push: "hauptzweig", pullRequest: true } }, (source) =>
  all(source.pass(tests, yes, count), source.build(app, sh`npm run bauen`).pass(japanese))
    .deploy(test, copy)
    .pass(owner)
    .deploy(live, copy),
)
