import { written } from "../../shared/condition-test.js"
import { artifactBase, type HandOver, pullsImage } from "../../shared/hand-over.js"
import { onePerRegistry } from "../../shared/registry.js"
import { expression, literal } from "../expression.js"
import { folderOf, output, takeId } from "../hand-over.js"
import type { RunStep, WorkflowStep } from "../model.js"
import { jobId } from "../names.js"
import type { JobScope, Origin } from "../scope.js"
import { arrivedScript } from "../scripts/arrived.js"
import { loadScript } from "../scripts/image.js"
import { unpackScript } from "../scripts/unpack.js"
import { download } from "./artifact-file.js"
import { fetchKept } from "./kept-files.js"
import { registryLogin } from "./registry.js"

const folder = (taken: HandOver): string => expression(folderOf(taken))

/** Whether a job may run where nothing is published and images are handed on as files. */
const isLocal = (taken: HandOver, scope: JobScope): boolean =>
  taken.artifact.kind === "image" && scope.events.trying !== undefined && !scope.released.has(scope.node.id)

const published = ({ events }: JobScope): string =>
  events.deploying === undefined ? "false" : expression(written(events.deploying))

/** The very first steps of a job: what earlier jobs hand on must be whole. */
export const checkArrivals = (taken: readonly HandOver[], scope: JobScope): readonly WorkflowStep[] =>
  taken.map((one) => ({
    kind: "run",
    name: `Check that ${one.artifact.name} arrived whole`,
    id: takeId(one),
    env: [
      { name: "ARTIFACT", value: literal(artifactBase(one.artifact)) },
      { name: "NAME", value: one.short },
      { name: "DIGEST", value: expression(output(one, "digest", scope)) },
      { name: "VERSION", value: expression(output(one, "version", scope)) },
      { name: "REF", value: expression(output(one, "ref", scope)) },
      ...(isLocal(one, scope) ? [{ name: "PUBLISHED", value: published(scope) }] : []),
    ],
    run: arrivedScript(isLocal(one, scope)),
    own: true,
  }))

const takeFiles = (taken: HandOver, scope: JobScope): readonly WorkflowStep[] => {
  if (!taken.fields.has("path")) return []
  const unpack: RunStep = {
    kind: "run",
    name: `Unpack ${taken.artifact.name}`,
    env: [
      { name: "NAME", value: taken.short },
      { name: "FOLDER", value: folder(taken) },
      { name: "DIGEST", value: expression(output(taken, "digest", scope)) },
    ],
    run: unpackScript,
    own: true,
  }
  return [...bring[scope.origin.kind](taken, scope), unpack]
}

const fromRun = (taken: HandOver, condition: string | undefined, scope: JobScope): WorkflowStep =>
  download(`Download ${taken.artifact.name}`, taken.short, folder(taken), condition, scope)

/** The archive of an artifact, from this run or from where it was kept. */
const bring: {
  readonly [K in Origin["kind"]]: (taken: HandOver, scope: JobScope) => readonly WorkflowStep[]
} = {
  build: (taken, scope) => [fromRun(taken, undefined, scope)],
  ledger: (taken, scope) => [fetchKept(taken, undefined, scope)],
  either: (taken, scope) => {
    const id = scope.origin.kind === "either" ? scope.origin.redeploy.id : ""
    return [
      fromRun(taken, `needs.${jobId(taken.node.id)}.result == 'success'`, scope),
      fetchKept(taken, `needs.${id}.result == 'success'`, scope),
    ]
  },
}

const takeImage = (taken: HandOver, scope: JobScope): readonly WorkflowStep[] => {
  if (!pullsImage(taken) || !isLocal(taken, scope)) return []
  const { trying } = scope.events
  const when = trying === undefined ? undefined : written(trying)
  const condition = when === undefined ? {} : { condition: when }
  const load: RunStep = {
    kind: "run",
    name: `Load ${taken.artifact.name}`,
    ...condition,
    env: [
      { name: "NAME", value: taken.short },
      { name: "FOLDER", value: folder(taken) },
      { name: "DIGEST", value: expression(output(taken, "digest", scope)) },
      { name: "REF", value: expression(output(taken, "ref", scope)) },
    ],
    run: loadScript(scope.job.container !== undefined),
    own: true,
  }
  return [download(`Download ${taken.artifact.name}`, taken.short, folder(taken), when, scope), load]
}

const takers = { files: takeFiles, image: takeImage } as const

/** Brings the artifacts to where the job's scripts find them: files unpacked, images within reach of docker. */
export const take = (taken: readonly HandOver[], scope: JobScope): readonly WorkflowStep[] => {
  const { deploying, trying } = scope.events
  const pulled = taken.filter(pullsImage).flatMap(({ artifact }) => (artifact.kind === "image" ? [artifact] : []))
  const everywhere = trying === undefined || deploying === undefined || scope.released.has(scope.node.id)
  const condition = everywhere ? undefined : written(deploying)
  const logins =
    deploying === undefined ? [] : onePerRegistry(pulled).map((image) => registryLogin(image, condition, scope))
  return [...logins, ...taken.flatMap((one) => takers[one.artifact.kind](one, scope))]
}
