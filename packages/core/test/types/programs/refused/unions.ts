/** Values that may be one of several, and would stand for all of them. */
import { all, environment, pipeline, sh } from "@shipline/core"
import {
  audit,
  chance,
  dev,
  docker,
  image,
  kubectl,
  lint,
  managers,
  on,
  production,
  scan,
  site,
  slow,
  smoke,
  staging,
  unit,
  upload,
} from "../shop.js"

pipeline("unions", { on }, (source) => {
  // each branch has proved something else: together they have proved neither
  const either = chance() ? source.pass(unit) : source.pass(lint)
  either.deploy(staging, upload) // '"staging is out of reach: this candidate has not passed
  either.pass(unit).deploy(staging, upload) // '"staging is out of reach: this candidate has not passed 'lint'"'
  const maybeBuilt = chance() ? source.build(image, docker) : source.build(site, sh`make`)
  maybeBuilt.deploy(dev, kubectl) // '"this rollout needs artifact 'app', which this candidate has not built"'
  maybeBuilt.pass(scan) // '"scan needs artifact 'app', which this candidate has not built"'
  all(either, source).deploy(staging, upload) // '"staging is out of reach: this candidate has not passed
  // one gate of several
  source.pass(chance() ? unit : lint) // '"pass() needs one gate: this may be one of several"'
  source.pass(chance() ? unit : slow) // '"pass() needs one gate: this may be one of several"'
  for (const gate of [unit, lint]) source.pass(gate) // '"pass() needs one gate: this may be one of several"'
  source.pass(chance() && unit) // '"pass() was given something that is no gate"'
  source.pass(chance() ? unit : undefined) // '"pass() was given something that is no gate"'
  source.pass(chance() ? audit : audit.by(sh`npm audit`)) // '"'audit' is a contract: pass it as by(...), which says how it runs"'
  // one environment of several
  source.deploy(chance() ? dev : environment("live"), upload) // '"deploy() needs one environment: this may be one of several"'
  smoke.on(chance() ? dev : staging) // '"on() needs one environment: this may be one of several"'
  // one artifact of several
  source.build(chance() ? image : site, sh`make`) // '"build() needs one artifact: this may be one of several"'
  // a rollout of one of several artifacts needs them all
  source
    .build(image, docker)
    .deploy(dev, chance() ? kubectl : upload)
    .pass(scan)
    .deploy(staging, upload) // '"staging is out of reach: this candidate has not passed
  // required: one of two gates, of which one may fail
  environment("odd", { requires: [chance() ? unit : slow] }) // 'slow' is advisory: it may fail, so no environment can require it
  all(source, chance() ? source : undefined) // '"all() was given something that is no candidate"'
  return source.pass(managers)
})

export { production }
