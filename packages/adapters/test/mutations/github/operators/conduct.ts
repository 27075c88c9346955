import type { Document } from "yaml"
import type { Mutation } from "../../mutation.js"
import {
  changeScript,
  condition,
  remove,
  replaceInCondition,
  set,
  setCondition,
  setInStep,
  setNeeds,
  stepIndex,
} from "../edit.js"
import { passed } from "../passed.js"

/** What a file lets happen to a deployment, and what it lets strangers say in it. */
export const conduct: readonly Mutation<Document>[] = [
  {
    pitfall: 15,
    name: "a newer deployment cuts off one that has begun",
    places: [
      { pipeline: "smallest", job: "deploy-production" },
      { pipeline: "shop", job: "redeploy-production" },
    ],
    apply: (file, { job }) => set(file, ["jobs", job, "concurrency", "cancel-in-progress"], true),
    expects: ({ job }) => ({ caught: "rule", rule: /cancel/, job }),
  },
  {
    pitfall: 15,
    name: "a newer push cuts off one that has begun",
    places: [{ pipeline: "shop", job: "deploy-production" }],
    apply: (file, { job }) =>
      set(file, ["jobs", job, "concurrency", "cancel-in-progress"], "${{ github.event_name == 'push' }}"),
    expects: ({ job }) => ({ caught: "rule", rule: /cancel/, job }),
  },
  {
    pitfall: 15,
    name: "a newer run cuts off the one before it",
    places: [
      { pipeline: "smallest", job: "" },
      { pipeline: "shop", job: "" },
    ],
    apply: (file) => set(file, ["concurrency"], { group: "pipeline", "cancel-in-progress": true }),
    expects: () => ({ caught: "rule", rule: /cancel/ }),
  },
  {
    pitfall: 16,
    name: "a deployment that waits gives way to a newer one",
    places: [
      { pipeline: "smallest", job: "deploy-production" },
      { pipeline: "shop", job: "deploy-staging" },
    ],
    apply: (file, { job }) => remove(file, ["jobs", job, "concurrency", "queue"]),
    expects: () => ({ harmless: "what gives way ends as cancelled, and has not begun" }),
  },
  {
    pitfall: 17,
    name: "one lock twice: the run waits for itself",
    places: [
      { pipeline: "smallest", job: "deploy-production" },
      { pipeline: "raw", job: "deploy-production" },
    ],
    apply: (file) => set(file, ["concurrency"], { group: "deploy-production", "cancel-in-progress": false }),
    expects: ({ job }) => ({ caught: "rule", rule: /lock/, job }),
  },
  {
    pitfall: 20,
    name: "a deployment that depends on an output, which may be dropped",
    places: [
      { pipeline: "shop", job: "deploy-staging" },
      { pipeline: "containers", job: "deploy-lab" },
    ],
    apply: (file, { pipeline, job }) =>
      setCondition(
        file,
        job,
        `${condition(file, job)} && needs.${pipeline === "shop" ? "build-app" : "build-bundle"}.outputs.digest != ''`,
      ),
    expects: ({ job }) => ({ caught: "reachability", job, lane: "release" }),
  },
  {
    pitfall: 20,
    name: "a gate that says by an output that it has passed",
    places: [{ pipeline: "smallest", job: "deploy-production", gate: "unit" }],
    apply: (file, { job, gate = "" }) => {
      set(file, ["jobs", gate, "outputs"], { failed: "${{ steps.work.outputs.failed }}" })
      replaceInCondition(file, job, passed(gate), `!cancelled() && needs.${gate}.outputs.failed != 'true'`)
    },
    expects: ({ job, gate = "" }) => ({ caught: "safety", job, lane: "release", gate }),
  },
  {
    pitfall: 20,
    name: "nobody looks whether the artifact arrived whole",
    places: [{ pipeline: "shop", job: "deploy-staging" }],
    apply: (file, { job }) => remove(file, ["jobs", job, "steps", stepIndex(file, job, "Check that app")]),
    expects: () => ({
      harmless: "it changes what is deployed, not when: the guard admits no digest that no build made",
    }),
  },
  {
    pitfall: 21,
    name: "the way back takes the artifact of an older run, which expires",
    places: [
      { pipeline: "shop", job: "redeploy-production" },
      { pipeline: "release", job: "redeploy-preview" },
    ],
    apply: (file, { job }) => {
      const index = stepIndex(file, job, "Fetch ")
      remove(file, ["jobs", job, "steps", index, "run"])
      set(
        file,
        ["jobs", job, "steps", index, "uses"],
        "actions/download-artifact@3e5f45b2cfb9172054b4087a40e8e0b5a5461e7c",
      )
      set(file, ["jobs", job, "steps", index, "with"], { name: "site", "run-id": "${{ inputs.version }}" })
    },
    expects: () => ({
      harmless: "it changes what is fetched: what is not of the ledger's digest stops the job when it is unpacked",
    }),
  },
  {
    pitfall: 22,
    name: "the way back takes the newest release, whichever that is",
    places: [{ pipeline: "shop", job: "redeploy-staging" }],
    apply: (file, { job }) =>
      changeScript(file, job, "Fetch ", (script) =>
        script.replace('gh release download "$release"', "gh release download"),
      ),
    expects: () => ({
      harmless: "it changes what is fetched: what is not of the ledger's digest stops the job when it is unpacked",
    }),
  },
  {
    pitfall: 23,
    name: "no permissions for the file",
    places: [
      { pipeline: "smallest", job: "" },
      { pipeline: "shop", job: "" },
    ],
    apply: (file) => remove(file, ["permissions"]),
    expects: () => ({ harmless: "every job names its own" }),
  },
  {
    pitfall: 23,
    name: "a gate with whatever the repository gives by default",
    places: [
      { pipeline: "smallest", job: "unit" },
      { pipeline: "shop", job: "scan" },
    ],
    apply: (file, { job }) => {
      remove(file, ["permissions"])
      remove(file, ["jobs", job, "permissions"])
    },
    expects: ({ job }) => ({ caught: "rule", rule: /permission/, job }),
  },
  {
    pitfall: 23,
    name: "a gate that may do everything",
    places: [{ pipeline: "smallest", job: "unit" }],
    apply: (file, { job }) => set(file, ["jobs", job, "permissions"], "write-all"),
    expects: ({ job }) => ({ caught: "rule", rule: /permission/, job }),
  },
  {
    pitfall: 24,
    name: "what a person has typed, in a script",
    places: [
      { pipeline: "shop", job: "redeploy-production" },
      { pipeline: "smallest", job: "redeploy-production" },
    ],
    apply: (file, { job }) =>
      changeScript(file, job, "Deploy to", (script) => `echo "bringing \${{ inputs.version }}"\n${script}`),
    expects: ({ job }) => ({ caught: "rule", rule: /script/, job }),
  },
  {
    pitfall: 24,
    name: "the name of a stranger's branch, in the script of a gate",
    places: [
      { pipeline: "shop", job: "unit" },
      { pipeline: "approvals", job: "unit" },
    ],
    apply: (file, { job }) =>
      changeScript(file, job, "Run unit", (script) => `echo "testing \${{ github.head_ref }}"\n${script}`),
    expects: ({ job }) => ({ caught: "rule", rule: /script/, job }),
  },
  {
    pitfall: 24,
    name: "what a person has typed, in a script of JavaScript",
    places: [{ pipeline: "shop", job: "lint" }],
    apply: (file, { job }) => {
      const index = stepIndex(file, job, "Run lint")
      remove(file, ["jobs", job, "steps", index, "run"])
      set(file, ["jobs", job, "steps", index, "uses"], "actions/github-script@ed597411d8f924073f98dfc5c65a23a2325f34cd")
      set(file, ["jobs", job, "steps", index, "with"], { script: "core.info(`${{ inputs.reason }}`)" })
    },
    expects: ({ job }) => ({ caught: "rule", rule: /script/, job }),
  },
  {
    pitfall: 25,
    name: "two jobs that differ in their letters' case alone",
    places: [{ pipeline: "smallest", job: "Unit" }],
    apply: (file, { job }) =>
      set(file, ["jobs", job], { "runs-on": "ubuntu-24.04", permissions: {}, steps: [{ run: "true" }] }),
    expects: () => ({ caught: "unreadable", says: /unit/i }),
  },
  {
    pitfall: 25,
    name: "a need in other letters",
    places: [{ pipeline: "shop", job: "deploy-staging" }],
    apply: (file, { job }) => setNeeds(file, job, ["unit", "Lint", "build-app", "scan", "build-site"]),
    expects: () => ({ caught: "unreadable", says: /Lint/ }),
  },
  {
    pitfall: 28,
    name: "a deployment that does not wait for its step",
    places: [{ pipeline: "smallest", job: "redeploy-production" }],
    apply: (file, { job }) => setInStep(file, job, "Admit to", "background", true),
    expects: ({ job }) => ({ caught: "safety", job }),
  },
]
