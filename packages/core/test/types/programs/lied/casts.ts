// biome-ignore-all lint/suspicious/noExplicitAny: this is what the program is about
/** Programs that type-check because something lies to the compiler, and that `verify` refuses. */
import {
  type AnyCandidate,
  all,
  artifact,
  type Candidate,
  type Environment,
  environment,
  type Gate,
  gate,
  pipeline,
  rollout,
  sh,
} from "@shipline/core"
import {
  audit,
  dev,
  docker,
  image,
  kubectl,
  lint,
  managers,
  on,
  production,
  scan,
  slow,
  smoke,
  staging,
  unit,
  upload,
  vault,
} from "../shop.js"

export const programs = [
  // a cast of the candidate; everything that is missing comes at once
  () =>
    pipeline("cast-candidate", { on }, (source) => {
      const lie = source as unknown as Candidate<
        "app",
        "unit" | "lint" | "smoke on staging" | "release managers" | "deployed to staging"
      >
      return lie.deploy(production, kubectl) // SL2002 nodes.deploy-production: production is out of reach: this candidate is not yet deployed to 'staging' && SL2001 nodes.deploy-production: production is out of reach: this candidate has not passed 'smoke on staging' && SL2001 nodes.deploy-production: production is out of reach: this candidate has not passed 'release managers' && SL2004 nodes.deploy-production: this rollout needs artifact 'app', which this candidate has not built
    }),
  // `any`, and what comes out of it
  () =>
    pipeline("any-candidate", { on }, (source) => {
      const free: any = source
      return free.pass(unit).deploy(staging, upload) // SL2001 nodes.deploy-staging: staging is out of reach: this candidate has not passed 'lint'
    }),
  () =>
    pipeline("any-environment", { on }, (source) => {
      const lax: Environment<"staging", never> = JSON.parse("null") ?? staging
      return source.deploy(lax, upload) // SL2001 nodes.deploy-staging: staging is out of reach: this candidate has not passed 'unit' && SL2001 nodes.deploy-staging: staging is out of reach: this candidate has not passed 'lint'
    }),
  () =>
    pipeline("cast-environment", { on }, (source) => {
      return source.pass(unit).deploy(staging as unknown as typeof dev, upload) // SL2001 nodes.deploy-staging: staging is out of reach: this candidate has not passed 'lint'
    }),
  () =>
    pipeline("ignored", { on }, (source) => {
      // @ts-expect-error: that is what this program is about
      return source.pass(lint).deploy(staging, upload) // SL2001 nodes.deploy-staging: staging is out of reach: this candidate has not passed 'unit'
    }),
  () =>
    pipeline("cast-gate", { on }, (source) => {
      return source.pass(unit, slow as unknown as Gate<"lint">).deploy(staging, upload) // SL2001 nodes.deploy-staging: staging is out of reach: this candidate has not passed 'lint'
    }),
  () => {
    const strict = environment("strict", { requires: [slow as unknown as Gate<"slow">] }) // SL2008 environments.strict: 'slow' is advisory: it may fail, so no environment can require it
    return pipeline("cast-advisory", { on }, (source) =>
      source.pass(slow as unknown as Gate<"slow">).deploy(strict, upload),
    )
  },
  () =>
    pipeline("cast-early", { on }, (source) => {
      return (source as unknown as Candidate<never, "deployed to staging">).pass(smoke.on(staging)) // SL2003 nodes.smoke-on-staging: smoke is too early: this candidate is not yet deployed to 'staging'
    }),
  () => pipeline("cast-built", { on }, (source) => (source as unknown as Candidate<"app", never>).pass(scan)), // SL2004 nodes.scan: scan needs artifact 'app', which this candidate has not built
  () =>
    pipeline("cast-recipe", { on }, (source) => {
      return source.build(artifact.files("site", { paths: ["dist"] }), sh`unpack ${image.ref as unknown as string}`) // SL2004 nodes.build-site: the recipe of 'site' needs artifact 'app', which this candidate has not built
    }),
  // type predicates and assertions are casts by another name
  () =>
    pipeline("predicate", { on }, (source) => {
      const proved = (candidate: AnyCandidate): candidate is Candidate<never, "unit" | "lint"> =>
        candidate !== undefined
      const tested = source.pass(unit)
      return proved(tested) ? tested.deploy(staging, upload) : source // SL2001 nodes.deploy-staging: staging is out of reach: this candidate has not passed 'lint'
    }),
  () =>
    pipeline("assertion", { on }, (source) => {
      const tested: AnyCandidate = source.pass(lint)
      trust(tested)
      return tested.deploy(staging, upload) // SL2001 nodes.deploy-staging: staging is out of reach: this candidate has not passed 'unit'
    }),
  // an overload promises what its implementation does not keep
  () => pipeline("overload", { on }, (source) => promising(source).deploy(staging, upload)), // SL2001 nodes.deploy-staging: staging is out of reach: this candidate has not passed 'unit' && SL2001 nodes.deploy-staging: staging is out of reach: this candidate has not passed 'lint'
  // methods are compared bivariantly: TypeScript lets this one demand more than its interface offers
  () =>
    pipeline("bivariance", { on }, (source) => {
      const step: { take(candidate: Candidate<never, never>): AnyCandidate } = {
        take(candidate: Candidate<never, "unit" | "lint">) {
          return candidate.deploy(staging, upload) // SL2001 nodes.deploy-staging: staging is out of reach: this candidate has not passed 'lint'
        },
      }
      return step.take(source.pass(unit))
    }),
  // arrays that can be written to are covariant, tuples can be shortened
  () =>
    pipeline("covariance", { on }, (source) => {
      const proved: Candidate<never, "unit" | "lint">[] = []
      const wider: AnyCandidate[] = proved
      wider.push(source.pass(unit))
      return (proved[0] ?? source.pass(unit, lint)).deploy(staging, upload) // SL2001 nodes.deploy-staging: staging is out of reach: this candidate has not passed 'lint'
    }),
  () =>
    pipeline("shortened", { on }, (source) => {
      const both: [typeof unit, typeof lint] = [unit, lint]
      both.pop()
      return source.pass(...both).deploy(staging, upload) // SL2001 nodes.deploy-staging: staging is out of reach: this candidate has not passed 'lint'
    }),
  // an object may have more than its type says
  () => {
    const full = { requires: [unit, lint] as const, url: "https://shop.example" }
    const less: { readonly url: string } = full
    const hidden = environment("hidden", less)
    return pipeline("hidden-policy", { on }, (source) => source.deploy(hidden, upload)) // SL2001 nodes.deploy-hidden: hidden is out of reach: this candidate has not passed 'unit' && SL2001 nodes.deploy-hidden: hidden is out of reach: this candidate has not passed 'lint'
  },
  () => {
    const steps: { readonly deploy: typeof plain } = Object.assign(
      { deploy: plain },
      { migrate: sh`migrate ${image.ref}` },
    )
    return pipeline("hidden-migration", { on }, (source) => source.deploy(dev, rollout(steps))) // SL2004 nodes.deploy-dev: this rollout needs artifact 'app', which this candidate has not built
  },
  () => {
    const options: { readonly retries: number } = Object.assign({ retries: 1 }, { advisory: true })
    const weak = gate("weak", sh`true`, options)
    const firm = environment("firm", { requires: [weak] }) // SL2008 environments.firm: 'weak' is advisory: it may fail, so no environment can require it
    return pipeline("hidden-advisory", { on }, (source) => source.pass(weak).deploy(firm, upload))
  },
  // two environments of one name: the types cannot tell them apart
  () => {
    const mixed = Object.assign({}, environment("staging"), staging)
    return pipeline("same-name", { on }, (source) => source.deploy(mixed, upload)) // SL2001 nodes.deploy-staging: staging is out of reach: this candidate has not passed 'unit' && SL2001 nodes.deploy-staging: staging is out of reach: this candidate has not passed 'lint'
  },
  () => {
    const own = environment("staging") // SL2006 environments.staging: two different environments are named 'staging'
    return pipeline("own-staging", { on }, (source) =>
      source
        .deploy(own, upload) // SL2001 nodes.deploy-staging: staging is out of reach: this candidate has not passed 'unit' && SL2001 nodes.deploy-staging: staging is out of reach: this candidate has not passed 'lint'
        .pass(smoke.on(own), managers)
        .deploy(production, upload),
    )
  },
  // a gate of the same name that checks nothing
  () => {
    const fake = gate("lint", sh`true`) // SL2006 gates.lint: two different gates are named 'lint'
    return pipeline("fake", { on }, (source) => source.pass(unit, fake).deploy(staging, upload)) // SL2007 nodes.deploy-staging: staging requires another gate 'lint' than the one that this candidate has passed
  },
  () => {
    const fake = gate("smoke on staging", sh`true`) // SL2006 gates.smoke on staging: two different gates are named 'smoke on staging'
    return pipeline("fake-smoke", { on }, (source) => {
      return source.pass(unit, lint, managers, fake).deploy(staging, upload).deploy(production, upload) // SL2007 nodes.deploy-production: production requires another gate 'smoke on staging' than the one that this candidate has passed
    })
  },
  () => {
    const fake = gate("audit", sh`true`) // SL2006 gates.audit: two different gates are named 'audit'
    return pipeline("fake-contract", { on }, (source) => source.pass(fake).deploy(vault, upload)) // SL2007 nodes.deploy-vault: vault requires another gate 'audit' than the one that this candidate has passed
  },
  // the hotfix lane: a check of an environment that has no way in by it
  () => {
    const urgent = environment("urgent", { requires: [smoke.on(staging)], hotfix: { requires: [smoke.on(staging)] } })
    return pipeline("hotfix", { on }, (source) => {
      return source.pass(unit, lint).deploy(staging, upload).pass(smoke.on(staging)).deploy(urgent, upload) // SL2013 nodes.deploy-urgent: urgent cannot be reached in the hotfix lane: 'smoke on staging' does not take part in it
    })
  },
  () => {
    const odd = environment("odd", { requires: [unit], hotfix: { requires: [lint as unknown as typeof unit] } }) // SL2009 environments.odd: the hotfix policy of odd names 'lint', which odd does not require
    return pipeline("hotfix-other", { on }, (source) => source.pass(unit, lint).deploy(odd, upload))
  },
  // twice
  () =>
    pipeline("twice", { on }, (source) => {
      const built = source.build(image, docker).pass(scan)
      return all(built, built.build(image, docker)).deploy(dev, kubectl).deploy(dev, kubectl) // SL2005 nodes.build-app-2: artifact 'app' is built more than once && SL2012 nodes.deploy-dev-2: this pipeline deploys to 'dev' more than once
    }),
]

const plain = () => sh`./upload.sh`
function trust(candidate: AnyCandidate): asserts candidate is Candidate<never, "unit" | "lint"> {
  void candidate
}
function promising(candidate: AnyCandidate): Candidate<never, "unit" | "lint">
function promising(candidate: AnyCandidate): AnyCandidate {
  return candidate
}
void audit
