import { all, artifact, environment, gate, type Pipeline, pipeline, rollout, sh } from "@shipline/core"

const push = { on: { push: "main" } } as const

/** Pipelines that tell how far they are by files in `signs`, and wait for files there. */
export const pipelines = (signs: string): Readonly<Record<string, Pipeline>> => {
  const hold = (name: string) => sh`
    sh -c 'echo $$ > "$0"; exec sleep 1000' ${signs}/${name}.grandchild &
    echo $$ > ${signs}/${name}
    wait`
  const waits = gate("waits", hold("waits"))
  const quick = gate("quick", sh`echo quick`)
  const fails = gate("fails", sh`until [ -s ${signs}/waits.grandchild ]; do sleep 0.01; done; exit 7`)
  const live = environment("live", { requires: [quick] })
  const slow = rollout({
    deploy: () =>
      sh`echo $$ > ${signs}/deploying; until [ -e ${signs}/go ] || [ ! -d ${signs} ]; do sleep 0.01; done; echo done > ${signs}/deployed`,
  })
  const big = artifact.files("big", { paths: ["big"] })
  return {
    waits: pipeline("waits", push, (source) => source.pass(quick, waits)),
    fails: pipeline("fails", push, (source) => source.pass(waits, fails)),
    deploys: pipeline("deploys", push, (source) => all(source.pass(quick).deploy(live, slow), source.pass(waits))),
    only: pipeline("only", push, (source) => source.pass(quick).deploy(live, slow)),
    quick: pipeline("quick", push, (source) => source.pass(quick)),
    big: pipeline("big", push, (source) =>
      source.build(big, sh`head -c 3000000 /dev/zero | tr '\\0' x | split -b 900000 - part; mkdir big; mv part* big`),
    ),
  }
}
