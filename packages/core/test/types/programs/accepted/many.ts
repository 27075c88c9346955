/** Many ways side by side, joined at once; gates that run twice run once. */
import { all, environment, gate, pipeline, sh } from "@shipline/core"
import {
  dev,
  docker,
  image,
  lint,
  load,
  managers,
  on,
  scan,
  site,
  slow,
  smoke,
  staging,
  unit,
  upload,
} from "../shop.js"

const a = gate("a", sh`make a`)
const b = gate("b", sh`make b`)
const c = gate("c", sh`make c`)
const d = gate("d", sh`make d`, { advisory: process.env.STRICT === undefined })
const wide = environment("wide", { requires: [a, b, c, unit, lint, scan, managers, smoke.on(dev)] })

export const many = pipeline("many", { on }, (source) => {
  const onDev = source.deploy(dev, upload)
  const joined = all(
    source.pass(a),
    source.pass(b),
    source.pass(c),
    source.pass(a, b, c),
    source.pass(d),
    source.pass(slow, unit, lint),
    source.build(image, docker).pass(scan),
    source.build(site, sh`make`),
    source.pass(managers),
    onDev.pass(smoke.on(dev)),
    source,
  )
  onDev.pass(load.on(dev))
  return joined.pass(unit).deploy(wide, upload).deploy(staging, upload)
})

/** A pipeline need not deploy. */
export const checkOnly = pipeline("check-only", { on: { pullRequest: true } }, (source) => source.pass(unit, slow))
export const nothing = pipeline("nothing", { on: { manual: true } }, (source) => source)
export const empty = pipeline("empty", { on: { schedule: "0 4 * * *" } }, (source) => all(source.pass()))
