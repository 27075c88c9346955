/** Programs that a cast makes so wrong that there is no plan: they end at the call that is wrong. */
import {
  type AnyCandidate,
  all,
  approval,
  artifact,
  environment,
  gate,
  pipeline,
  rollout,
  sh,
  soak,
  window,
} from "@shipline/core"
import { audit, dev, docker, image, lint, on, smoke, staging, unit, upload } from "../shop.js"

let stolen: AnyCandidate | undefined

export const programs = [
  () => pipeline("contract", { on }, (source) => source.pass(audit as never)), // SL1004 gates.audit: 'audit' is a contract: pass it as by(...), which says how it runs
  () => pipeline("unattached", { on }, (source) => source.pass(smoke as never)), // SL1004 pass(): 'smoke' checks a deployment: name it as on(...), which says where
  () => pipeline("no-gate", { on }, (source) => source.pass(staging as never)), // SL1004 pass(): pass() was given something that is no gate
  () => pipeline("no-environment", { on }, (source) => source.deploy(unit as never, upload as never)), // SL1004 deploy(): deploy() was given something that is no environment
  () => pipeline("no-rollout", { on }, (source) => source.deploy(dev, sh`x` as never)), // SL1004 deploy(): deploy() was given something that is no rollout
  () => pipeline("no-artifact", { on }, (source) => source.build(unit as never, docker)), // SL1004 build(): build() was given something that is no artifact
  () => pipeline("no-script", { on }, (source) => source.build(image, image.tag as never)), // SL1004 build(): build() was given something that is no script
  () => pipeline("no-candidate", { on }, (source) => all(source, unit as never)), // SL1004 all(): all() was given something that is no candidate
  () =>
    pipeline("torn", { on }, (source) => {
      const { pass } = source as { pass: (...gates: never[]) => AnyCandidate }
      return pass(unit as never) // SL1004 pass(): pass() was given something that is no candidate
    }),
  () => pipeline("no-result", { on }, () => undefined as never), // SL1008 no-result: the program of 'no-result' returns nothing
  () => pipeline("async", { on }, (async (source: AnyCandidate) => source) as never), // SL1008 async: the program of 'async' is asynchronous
  () => pipeline("other-result", { on }, () => ({}) as never), // SL1004 the program of 'other-result': the program of 'other-result' was given something that is no candidate
  () => pipeline("no-program", { on }, undefined as never), // SL1004 no-program: 'no-program' has no program
  () =>
    pipeline("outer", { on }, (outer) => {
      pipeline("inner", { on }, () => outer) // SL1007 inner: the program of 'inner' returns a candidate of another pipeline
      return outer
    }),
  () =>
    pipeline("outer", { on }, (outer) => {
      pipeline("inner", { on }, (inner) => all(outer, inner)) // SL1007 all: all() joins candidates of two pipelines
      return outer
    }),
  () => {
    pipeline("first", { on }, (source) => (stolen = source.pass(unit, lint)))
    return pipeline("late", { on }, (source) => {
      stolen?.pass(unit) // SL1007 pass(): pass() was given a candidate whose pipeline is already made
      return source
    })
  },
  () => environment("a", { requires: [smoke as never] }), // SL1004 environments.a: 'smoke' checks a deployment: name it as on(...), which says where
  () => environment("b", { requires: ["unit" as never] }), // SL1004 environments.b: environment() was given something that is no gate
  () => environment("c", { after: [unit as never] }), // SL1004 environments.c: environment() was given something that is no environment
  () => smoke.on(unit as never), // SL1004 gates.smoke: 'smoke' is put on something that is no environment
  () => gate("d", "npm test" as never), // SL1004 gates.d: what 'd' runs is not a script
  () => gate("e", unit as never), // SL1004 gates.e: what 'e' runs is not a script
  () => gate("f", sh`x`, { hotfix: (() => sh`x`) as never }), // SL1004 gates.f: what 'f' runs is not a script
  () => gate("g", () => sh`x`, { hotfix: sh`x` as never }), // SL1004 gates.g: what 'g' runs is not a script
  () => audit.by((() => sh`x`) as never), // SL1004 gates.audit: what 'audit' runs is not a script
  () => audit.by(undefined as never), // SL1004 gates.audit: what 'audit' runs is not a script
  () => audit.by(sh`x`, { advisory: true } as never), // SL1006 gates.audit: 'audit' is a contract and advisory at once
  () => gate("deployed to staging" as "x", sh`true`), // SL1001 a gate: 'deployed to staging' is what a deployment proves: no gate can have this name
  () => sh`${unit as never}`, // SL1004 sh: value 1 of a script is an object, not text, a number or a reference
  () => sh`${image as never}`, // SL1004 sh: value 1 of a script is an object, not text, a number or a reference
  () => (sh as unknown as (text: string) => unknown)("npm test"), // SL1004 sh: sh is called as a function
  () => rollout({ deploy: sh`x` as never }), // SL1004 rollout: a rollout does not say how it deploys
  () => rollout({ migrate: "x" as never, deploy: () => sh`x` }), // SL1004 rollout: what a rollout migrates with is not a script
  () => gate("h", sh`x`, { waivable: "no" as never }), // SL1006 gates.h: 'h' has waivable: no
  () => gate("i", sh`x`, { advisory: true, waivable: false }), // SL1006 gates.i: 'i' is advisory and never waivable at once
  () => gate("j", { waivable: false, timeout: "1 hour" } as { waivable: false }), // SL1006 gates.j: 'j' is a contract and has the option 'timeout'
  () => gate("k", { waivable: 0 as never }), // SL1006 gates.k: 'k' has waivable: 0
  () => gate("l", { timeout: "1 hour" } as never), // SL1004 gates.l: what 'l' runs is not a script
  () => approval("m", { waivable: 1 as never }), // SL1006 gates.m: 'm' has waivable: 1
  () => soak(unit as never, "2 hours"), // SL1004 soak: soak() was given something that is no environment
  () => soak(staging, "2 weeks" as "2 days"), // SL1005 the soak on staging: the soak on staging is '2 weeks', which is not a duration
  () => environment("n", { freeze: [{ from: "22:00", to: "06:00", zone: "UTC" } as never] }), // SL1004 environments.n: environment() was given something that is no window
  () => environment("o", { hotfix: { requires: [], within: "soon" as "1 day" } }), // SL1005 the hotfix budget of o: the hotfix budget of o is 'soon', which is not a duration
  () => window(undefined as never), // SL1006 window: a window begins at 'undefined', which is no moment
  () => rollout({ deploy: () => sh`x`, schema: null as never }), // SL1006 rollout: the schema of a rollout has version: undefined
  () => artifact.image(undefined as never, { repository: "shop" }), // SL1001 an artifact: the name of an artifact is undefined, not a string
]
