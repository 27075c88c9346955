/** Gates, environments and artifacts that a program leaves out. */
import { all, environment, pipeline, rollout, sh } from "@shipline/core"
import {
  charts,
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
  smoke,
  staging,
  unit,
  upload,
} from "../shop.js"

pipeline("skipped", { on }, (source) => {
  source.deploy(staging, upload) // '"staging is out of reach: this candidate has not passed
  source.pass(unit).deploy(staging, upload) // '"staging is out of reach: this candidate has not passed 'lint'"'
  // the gates of another branch do not count
  const tested = source.pass(unit, lint)
  source.pass(lint).deploy(staging, upload) // '"staging is out of reach: this candidate has not passed 'unit'"'
  // staging is skipped, with everything else in place
  tested.pass(managers).deploy(production, upload) // '"production is out of reach: this candidate has not passed 'smoke on staging'"
  // the check ran on the wrong environment
  const checked = tested.deploy(dev, upload).pass(smoke.on(dev), managers)
  checked.deploy(staging, upload).deploy(production, upload) // '"production is out of reach: this candidate has not passed 'smoke on staging'"'
  // deployed, not checked; checked, not decided
  tested.deploy(staging, upload).pass(managers).deploy(production, upload) // '"production is out of reach: this candidate has not passed 'smoke on staging'"'
  tested.deploy(staging, upload).pass(smoke.on(staging)).deploy(production, upload) // '"production is out of reach: this candidate has not passed 'release managers'"'
  // the same pass() does not count for its own gates
  tested.pass(smoke.on(staging)) // '"smoke is too early: this candidate is not yet deployed to 'staging'"'
  // the wrong one of several artifacts
  source.build(site, sh`npm run build`).deploy(dev, kubectl) // '"this rollout needs artifact 'app', which this candidate has not built"'
  source.build(site, sh`npm run build`).pass(scan) // '"scan needs artifact 'app', which this candidate has not built"'
  source.build(image, sh`docker build --build-arg SITE=${site.digest} .`) // '"the recipe of 'app' needs artifact 'site', which this candidate has not built"'
  source.build(image, sh`docker build --build-arg SITE=${image.digest} .`) // '"the recipe of 'app' needs artifact 'app', which this candidate has not built"'
  const helm = rollout({
    migrate: sh`./migrate.sh ${site.path}`,
    deploy: () => sh`helm upgrade ${charts.path} ${image.ref}`,
  })
  source.build(image, docker).build(charts, sh`make`).deploy(dev, helm) // '"this rollout needs artifact 'site', which this candidate has not built"'
  // side by side is not one after the other
  all(source.build(image, docker), source.build(site, sh`make`).pass(unit)).deploy(staging, upload) // '"staging is out of reach: this candidate has not passed 'lint'"'
  const strict = environment("strict", { after: [dev, staging] })
  tested.deploy(dev, upload).deploy(strict, upload) // '"strict is out of reach: this candidate is not yet deployed to 'staging'"'
  return source
})
