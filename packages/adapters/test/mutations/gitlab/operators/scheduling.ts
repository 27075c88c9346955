import type { Mutation } from "../../mutation.js"
import { eachRule, type GitlabDocuments, remove, set, setInRules } from "../edit.js"

/** Deployments that wait in another way. */
export const scheduling: readonly Mutation<GitlabDocuments>[] = [
  {
    pitfall: 31,
    name: "a deployment by stages, behind an approval that may be left out",
    places: [
      { pipeline: "shop", job: "deploy-production", gate: "release-managers" },
      { pipeline: "approvals", job: "deploy-production", gate: "security-compliance" },
    ],
    apply: (files, { job, gate = "" }) => {
      remove(files, [job, "needs"])
      setInRules(files, gate, "allow_failure", true)
    },
    expects: ({ job, gate = "" }) => ({ caught: "safety", job, gate, lane: "release" }),
  },
  {
    pitfall: 31,
    name: "a deployment by stages, in the stage of its gates",
    places: [
      { pipeline: "smallest", job: "deploy-production" },
      { pipeline: "raw", job: "deploy-production" },
    ],
    apply: (files, { pipeline, job }) => {
      remove(files, [job, "needs"])
      set(files, [job, "stage"], `${pipeline}: candidate`)
    },
    expects: ({ job }) => ({ caught: "safety", job, lane: "release" }),
  },
  {
    pitfall: 31,
    name: "a deployment by stages, behind stages of gates alone",
    places: [
      { pipeline: "smallest", job: "deploy-production" },
      { pipeline: "retries", job: "deploy-production" },
    ],
    apply: (files, { job }) => remove(files, [job, "needs"]),
    expects: () => ({ harmless: "a stage of gates that need nothing has none that is skipped" }),
  },
  {
    pitfall: 34,
    name: "a deployment whatever has happened",
    places: [
      { pipeline: "smallest", job: "deploy-production" },
      { pipeline: "shop", job: "deploy-staging" },
      { pipeline: "careful", job: "deploy-live" },
    ],
    apply: (files, { job }) => setInRules(files, job, "when", "always"),
    expects: ({ job }) => ({ caught: "safety", job }),
  },
  {
    pitfall: 34,
    name: "a deployment where something has failed",
    places: [
      { pipeline: "smallest", job: "deploy-production" },
      { pipeline: "shards", job: "deploy-production" },
    ],
    apply: (files, { job }) => setInRules(files, job, "when", "on_failure"),
    expects: ({ job }) => ({ caught: "safety", job, lane: "release" }),
  },
  {
    pitfall: 34,
    name: "a deployment whatever has happened, by the job's own word",
    places: [{ pipeline: "smallest", job: "deploy-production" }],
    apply: (files, { job }) => {
      eachRule(files, job, (path) => remove(files, [...path, "when"]))
      set(files, [job, "when"], "always")
    },
    expects: ({ job }) => ({ caught: "safety", job, lane: "release" }),
  },
  {
    pitfall: 34,
    name: "a deployment a while later: its gates may have been run again",
    places: [
      { pipeline: "smallest", job: "deploy-production" },
      { pipeline: "raw", job: "deploy-production" },
    ],
    apply: (files, { job }) => {
      setInRules(files, job, "when", "delayed")
      setInRules(files, job, "start_in", "5 minutes")
    },
    expects: ({ job }) => ({ caught: "safety", job, lane: "release" }),
  },
  {
    pitfall: 40,
    name: "a deployment that a person plays: its gates may have been run again",
    places: [
      { pipeline: "smallest", job: "deploy-production" },
      { pipeline: "shop", job: "deploy-production" },
      { pipeline: "approvals", job: "deploy-staging" },
    ],
    apply: (files, { job }) => setInRules(files, job, "when", "manual"),
    expects: ({ job }) => ({ caught: "safety", job, lane: "release" }),
  },
  {
    pitfall: 40,
    name: "a deployment that a person may play or leave",
    places: [{ pipeline: "retries", job: "deploy-production" }],
    apply: (files, { job }) => {
      setInRules(files, job, "when", "manual")
      setInRules(files, job, "allow_failure", true)
    },
    expects: ({ job }) => ({ caught: "safety", job, lane: "release" }),
  },
]
