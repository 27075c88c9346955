import { type Document, Scalar } from "yaml"
import type { Mutation } from "../../mutation.js"
import { condition, replaceInCondition, set, setCondition } from "../edit.js"
import { passed } from "../passed.js"

const anyRelease =
  "(github.event_name == 'push' || (github.event_name == 'workflow_dispatch' && inputs.lane == 'release'))"
const onMain = " && github.ref == 'refs/heads/main'"
const backLanes = "github.event_name == 'workflow_dispatch' && (inputs.lane == 'promote' || inputs.lane == 'rollback')"

/** What a value between `${{ }}` and text around it becomes, in the style of YAML that it is written in. */
const block = (text: string): Scalar => {
  const scalar = new Scalar(text)
  scalar.type = Scalar.BLOCK_LITERAL
  return scalar
}

/** Conditions that mistake the lane, an input or a text. */
export const lanes: readonly Mutation<Document>[] = [
  {
    pitfall: 9,
    name: "the release lane by its input alone: a push has none",
    places: [
      { pipeline: "shop", job: "deploy-staging" },
      { pipeline: "shop", job: "deploy-production" },
    ],
    apply: (file, { job }) => replaceInCondition(file, job, anyRelease, "inputs.lane == 'release'"),
    expects: ({ job }) => ({ caught: "reachability", job, lane: "release" }),
  },
  {
    pitfall: 9,
    name: "every lane but release, also where there is no lane",
    places: [
      { pipeline: "smallest", job: "redeploy-production" },
      { pipeline: "shop", job: "redeploy-production" },
    ],
    apply: (file, { job }) => setCondition(file, job, `inputs.lane != 'release'${onMain}`),
    expects: ({ job }) => ({ caught: "safety", job }),
  },
  {
    pitfall: 9,
    name: "every lane but release, also one that nobody knows",
    places: [
      { pipeline: "shop", job: "redeploy-staging" },
      { pipeline: "approvals", job: "redeploy-production" },
    ],
    apply: (file, { job }) =>
      replaceInCondition(
        file,
        job,
        "(inputs.lane == 'promote' || inputs.lane == 'rollback')",
        "inputs.lane != 'release'",
      ),
    expects: ({ job }) => ({ caught: "safety", job, event: "workflow_dispatch" }),
  },
  {
    pitfall: 10,
    name: "a yes-or-no input that is compared with a text",
    places: [{ pipeline: "shop", job: "redeploy-production" }],
    apply: (file, { job }) => {
      set(file, ["on", "workflow_dispatch", "inputs", "confirm"], { type: "boolean", default: false })
      setCondition(file, job, `${condition(file, job)} && inputs.confirm == 'true'`)
    },
    expects: ({ job }) => ({ caught: "reachability", job }),
  },
  {
    pitfall: 10,
    name: "a way around an approval that is always open",
    places: [
      { pipeline: "shop", job: "deploy-production", gate: "release-managers" },
      { pipeline: "lanes", job: "deploy-production", gate: "owner" },
    ],
    apply: (file, { job, gate = "" }) => {
      set(file, ["on", "workflow_dispatch", "inputs", "ask"], { type: "boolean", default: true })
      replaceInCondition(file, job, passed(gate), `(${passed(gate)} || inputs.ask != 'true')`)
    },
    expects: ({ job, gate = "" }) => ({ caught: "safety", job, gate }),
  },
  {
    pitfall: 10,
    name: "a comparison that is always true",
    places: [{ pipeline: "containers", job: "deploy-lab" }],
    apply: (file, { job }) => {
      set(file, ["on", "workflow_dispatch", "inputs", "dry-run"], { type: "boolean", default: false })
      setCondition(file, job, `${condition(file, job)} && inputs.dry-run != 'true'`)
    },
    expects: () => ({ harmless: "it changes nothing, although somebody thought that it did" }),
  },
  {
    pitfall: 11,
    name: "expressions with text between them",
    places: [{ pipeline: "smallest", job: "deploy-production" }],
    apply: (file, { job }) =>
      setCondition(file, job, "${{ github.event_name == 'push' }} && ${{ github.ref == 'refs/heads/main' }}"),
    expects: () => ({ harmless: "it is always true, and GitHub adds success(), which the gate decides" }),
  },
  {
    pitfall: 11,
    name: "expressions with text between them, on events that deploy nothing",
    places: [
      { pipeline: "approvals", job: "deploy-staging" },
      { pipeline: "shop", job: "deploy-staging" },
    ],
    apply: (file, { job }) =>
      setCondition(file, job, `\${{ github.event_name == 'push' }} && \${{ ${passed("unit")} }}`),
    expects: ({ job }) => ({ caught: "safety", job }),
  },
  {
    pitfall: 11,
    name: "expressions with text between them and a status function",
    places: [
      { pipeline: "smallest", job: "deploy-production" },
      { pipeline: "shop", job: "deploy-production" },
    ],
    apply: (file, { job }) => setCondition(file, job, `\${{ !cancelled() }} && \${{ ${passed("unit")} }}`),
    expects: ({ job }) => ({ caught: "safety", job }),
  },
  {
    pitfall: 11,
    name: "an expression in a block, with a line break behind it",
    places: [
      { pipeline: "approvals", job: "deploy-staging" },
      { pipeline: "containers", job: "deploy-lab" },
    ],
    apply: (file, { job }) => file.setIn(["jobs", job, "if"], block(`\${{ ${condition(file, job)} }}\n`)),
    expects: ({ job }) => ({ caught: "safety", job }),
  },
  {
    pitfall: 12,
    name: "a reference that is part of a list in a text",
    places: [
      { pipeline: "shop", job: "redeploy-production" },
      { pipeline: "smallest", job: "redeploy-production" },
    ],
    apply: (file, { job }) =>
      replaceInCondition(
        file,
        job,
        "github.ref == 'refs/heads/main'",
        "contains('refs/heads/main refs/heads/release', github.ref)",
      ),
    expects: ({ job }) => ({ caught: "safety", job, event: "workflow_dispatch" }),
  },
  {
    pitfall: 12,
    name: "a reference that begins like the branch",
    places: [
      { pipeline: "shop", job: "deploy-staging" },
      { pipeline: "approvals", job: "redeploy-staging" },
    ],
    apply: (file, { job }) =>
      replaceInCondition(file, job, "github.ref == 'refs/heads/main'", "startsWith(github.ref, 'refs/heads/main')"),
    expects: ({ job }) => ({ caught: "safety", job, event: "workflow_dispatch" }),
  },
  {
    pitfall: 12,
    name: "a lane that is part of a text: the empty one is part of every text",
    places: [
      { pipeline: "smallest", job: "redeploy-production" },
      { pipeline: "lanes", job: "redeploy-staging" },
    ],
    apply: (file, { job }) => setCondition(file, job, `contains('promote rollback', inputs.lane)${onMain}`),
    expects: ({ job }) => ({ caught: "safety", job }),
  },
  {
    pitfall: 12,
    name: "a result that holds the word success",
    places: [
      { pipeline: "smallest", job: "deploy-production", gate: "unit" },
      { pipeline: "careful", job: "deploy-live", gate: "health-on-canary" },
    ],
    apply: (file, { job, gate = "" }) =>
      replaceInCondition(file, job, passed(gate), `contains(needs.${gate}.result, 'success')`),
    expects: () => ({ harmless: "only one of the four results holds that word" }),
  },
  {
    pitfall: 12,
    name: "an event that is one of a real list",
    places: [{ pipeline: "smallest", job: "deploy-production" }],
    apply: (file, { job }) =>
      replaceInCondition(file, job, "github.event_name == 'push'", `contains(fromJSON('["push"]'), github.event_name)`),
    expects: () => ({ harmless: "a list holds whole values" }),
  },
  {
    pitfall: 8,
    name: "a hotfix that asks for nothing",
    places: [{ pipeline: "careful", job: "deploy-live", gate: "unit", lane: "hotfix" }],
    apply: (file, { job }) =>
      setCondition(
        file,
        job,
        condition(file, job).replace(/(inputs\.lane == 'hotfix' && github\.ref == 'refs\/heads\/main').*$/, "$1))"),
      ),
    expects: ({ job, lane = "" }) => ({ caught: "safety", job, lane }),
  },
  {
    pitfall: 9,
    name: "a hotfix whose lane a push is too",
    places: [{ pipeline: "careful", job: "deploy-live", lane: "release" }],
    apply: (file, { job }) =>
      replaceInCondition(
        file,
        job,
        "github.event_name == 'workflow_dispatch' && inputs.lane == 'hotfix'",
        "(inputs.lane == 'hotfix' || inputs.lane == '')",
      ),
    expects: ({ job, lane = "" }) => ({ caught: "safety", job, event: "push", lane }),
  },
  {
    pitfall: 12,
    name: "the way back to every environment at once",
    places: [
      { pipeline: "shop", job: "redeploy-production" },
      { pipeline: "release", job: "redeploy-downloads" },
    ],
    apply: (file, { job }) => setCondition(file, job, `${backLanes} && (inputs.environment != '')${onMain}`),
    expects: ({ job }) => ({ caught: "safety", job, event: "workflow_dispatch" }),
  },
]
