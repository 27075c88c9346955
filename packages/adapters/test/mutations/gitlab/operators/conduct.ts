import { isSeq } from "yaml"
import type { Mutation } from "../../mutation.js"
import { changeScript, type GitlabDocuments, get, itemIndex, remove, set, setInRules } from "../edit.js"

const back = [
  { pipeline: "smallest", job: "redeploy-production" },
  { pipeline: "shop", job: "redeploy-staging" },
]

/** What the files let happen to a deployment, what they let people say in it, and whom it asks. */
export const conduct: readonly Mutation<GitlabDocuments>[] = [
  {
    pitfall: 41,
    name: "a deployment that a newer commit interrupts",
    places: [
      { pipeline: "smallest", job: "deploy-production" },
      { pipeline: "shop", job: "redeploy-production" },
    ],
    apply: (files, { job }) => set(files, [job, "interruptible"], true),
    expects: ({ job }) => ({ caught: "rule", rule: /interrupted/, job }),
  },
  {
    pitfall: 41,
    name: "a deployment that a newer commit interrupts, by its rule",
    places: [{ pipeline: "raw", job: "deploy-production" }],
    apply: (files, { job }) => setInRules(files, job, "interruptible", true),
    expects: ({ job }) => ({ caught: "rule", rule: /interrupted/, job }),
  },
  {
    pitfall: 41,
    name: "every pipeline gives way to a newer commit",
    places: [{ pipeline: "smallest", job: "" }],
    apply: ({ root }) => root.setIn(["workflow", "auto_cancel", "on_new_commit"], "interruptible"),
    expects: () => ({ harmless: "only what says that it may be interrupted is: the gates, not the deployments" }),
  },
  {
    pitfall: 43,
    name: "two deployments at once",
    places: [
      { pipeline: "smallest", job: "deploy-production" },
      { pipeline: "shop", job: "redeploy-staging" },
    ],
    apply: (files, { job }) => remove(files, [job, "resource_group"]),
    expects: ({ job }) => ({ caught: "rule", rule: /at once/, job }),
  },
  {
    pitfall: 43,
    name: "two locks for one environment",
    places: [{ pipeline: "smallest", job: "redeploy-production" }],
    apply: (files, { job }) => set(files, [job, "resource_group"], "redeploy-production"),
    expects: ({ job }) => ({ caught: "rule", rule: /at once/, job }),
  },
  {
    pitfall: 44,
    name: "what a person has typed, in a script",
    places: [
      { pipeline: "smallest", job: "redeploy-production" },
      { pipeline: "shop", job: "deploy-production" },
      { pipeline: "shop", job: "lint" },
    ],
    apply: (files, { job }) =>
      changeScript(files, job, "Set up", (script) => `${script}echo "because of $[[ inputs.reason ]]"\n`),
    expects: ({ job }) => ({ caught: "rule", rule: /text of an input/, job }),
  },
  {
    pitfall: 44,
    name: "what a person has typed, in the script of all jobs",
    places: [{ pipeline: "smallest", job: "unit" }],
    apply: (files, { job }) => set(files, [job, "before_script"], ["echo '$[[ inputs.incident ]]'"]),
    expects: ({ job }) => ({ caught: "rule", rule: /text of an input/, job }),
  },
  {
    pitfall: 47,
    name: "a name that is too long",
    places: [{ pipeline: "shop", job: "smoke-on-production" }],
    apply: (files, { pipeline, job }) => {
      const old = get(files, [job])
      files.jobs.deleteIn([job])
      files.jobs.setIn([`${pipeline}:smoke-on-${"a-very-long-name-of-".repeat(8)}production`], old)
    },
    expects: () => ({ caught: "rule", rule: /too long/ }),
  },
  {
    pitfall: 0,
    name: "a way back that asks nobody",
    places: back,
    apply: (files, { job }) => remove(files, [job, "script", itemIndex(files, job, "Admit to")]),
    expects: ({ job }) => ({ caught: "safety", job }),
  },
  {
    pitfall: 0,
    name: "a way back whose question may fail",
    places: back,
    apply: (files, { job }) =>
      changeScript(files, job, "Admit to", (script) => script.replace(/admit$/m, "admit || true")),
    expects: ({ job }) => ({ caught: "safety", job }),
  },
  {
    pitfall: 0,
    name: "a way back that asks only sometimes",
    places: back,
    apply: (files, { job }) =>
      changeScript(files, job, "Admit to", (script) =>
        script.replace(/^(SHIPLINE_VERSION=.*)$/m, 'if [ -z "$SKIP" ]; then $1; fi'),
      ),
    expects: ({ job }) => ({ caught: "safety", job }),
  },
  {
    pitfall: 0,
    name: "a way back that asks when all is done",
    places: back,
    apply: (files, { job }) => {
      const script = get(files, [job, "script"])
      if (!isSeq(script)) throw new Error(`${job} has no script`)
      const [admit] = script.items.splice(itemIndex(files, job, "Admit to"), 1)
      script.items.splice(itemIndex(files, job, "Deploy to") + 1, 0, admit)
    },
    expects: ({ job }) => ({ caught: "safety", job }),
  },
  {
    pitfall: 0,
    name: "a way back on which the guard's no ends nothing",
    places: [{ pipeline: "smallest", job: "redeploy-production" }],
    apply: (files, { job }) => changeScript(files, job, "Set up", (script) => `${script}set +e\n`),
    expects: ({ job }) => ({ caught: "safety", job }),
  },
]
