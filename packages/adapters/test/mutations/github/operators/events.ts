import type { Document } from "yaml"
import type { Mutation } from "../../mutation.js"
import { replaceInCondition, set, setCondition, setNeeds } from "../edit.js"

const onMain = " && github.ref == 'refs/heads/main'"

/** Conditions and triggers that mistake the event or the reference. */
export const events: readonly Mutation<Document>[] = [
  {
    pitfall: 19,
    name: "no reference: anybody's branch may do it",
    places: [
      { pipeline: "shop", job: "redeploy-production" },
      { pipeline: "shop", job: "deploy-staging" },
      { pipeline: "approvals", job: "redeploy-production" },
      { pipeline: "platform", job: "redeploy-dev" },
    ],
    apply: (file, { job }) => replaceInCondition(file, job, onMain, ""),
    expects: ({ job }) => ({ caught: "safety", job, event: "workflow_dispatch" }),
  },
  {
    pitfall: 19,
    name: "no reference where only pushes to one branch lead",
    places: [
      { pipeline: "smallest", job: "deploy-production" },
      { pipeline: "approvals", job: "deploy-production" },
    ],
    apply: (file, { job }) => replaceInCondition(file, job, onMain, ""),
    expects: () => ({ harmless: "the trigger's own filter lets only that branch through" }),
  },
  {
    pitfall: 19,
    name: "pushes to every branch",
    places: [{ pipeline: "checkout", job: "deploy-checkout-staging" }],
    apply: (file) => file.deleteIn(["on", "push", "branches"]),
    expects: ({ job }) => ({ caught: "safety", job, event: "push" }),
  },
  {
    pitfall: 26,
    name: "a deployment that waits for the push of a tag",
    places: [
      { pipeline: "smallest", job: "deploy-production" },
      { pipeline: "approvals", job: "deploy-production" },
    ],
    apply: (file, { job }) =>
      replaceInCondition(file, job, "github.ref == 'refs/heads/main'", "github.ref_type == 'tag'"),
    expects: ({ job }) => ({ caught: "reachability", job, lane: "release" }),
  },
  {
    pitfall: 26,
    name: "a deployment on a tag that anybody can push",
    places: [{ pipeline: "shop", job: "deploy-production" }],
    apply: (file, { job }) => {
      set(file, ["on", "push", "tags"], ["deploy/*"])
      setNeeds(file, job, [])
      setCondition(file, job, "startsWith(github.ref, 'refs/tags/deploy/')")
    },
    expects: ({ job }) => ({ caught: "safety", job, event: "push" }),
  },
  {
    pitfall: 27,
    name: "an event of strangers that no condition lets in",
    places: [
      { pipeline: "careful", job: "deploy-live" },
      { pipeline: "approvals", job: "deploy-staging" },
    ],
    apply: (file) => set(file, ["on", "pull_request_target"], { types: ["opened"] }),
    expects: () => ({ harmless: "no job of the lanes starts on it" }),
  },
  {
    pitfall: 27,
    name: "an event of strangers on the branch itself",
    places: [{ pipeline: "approvals", job: "deploy-staging" }],
    apply: (file, { job }) => {
      set(file, ["on", "pull_request_target"], { types: ["opened"] })
      setCondition(file, "unit", "github.event_name != 'workflow_dispatch'")
      replaceInCondition(file, job, "github.event_name == 'push'", "github.event_name != 'pull_request'")
    },
    expects: ({ job }) => ({ caught: "safety", job, event: "pull_request_target" }),
  },
  {
    pitfall: 27,
    name: "a run behind another run",
    places: [
      { pipeline: "smallest", job: "deploy-production" },
      { pipeline: "raw", job: "deploy-production" },
    ],
    apply: (file, { job }) => {
      set(file, ["on", "workflow_run"], { workflows: ["ci"], types: ["completed"] })
      setNeeds(file, job, [])
      setCondition(file, job, `github.event_name == 'workflow_run' || (github.event_name == 'push' && false)`)
    },
    expects: ({ job }) => ({ caught: "safety", job, event: "workflow_run" }),
  },
]
