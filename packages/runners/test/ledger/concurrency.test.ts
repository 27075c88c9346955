import { describe, expect, test } from "vitest"
import { gitStore } from "../../src/ledger/git/git-store.js"
import { verifyLedger } from "../../src/ledger/verify-ledger.js"
import { project } from "../support/project.js"
import { bareRepository, clone, plainGit } from "./places.js"
import { type Task, worker } from "./worker.js"

const eight = Array.from({ length: 8 }, (_, index) => index)

const sharedClone = (): (() => Task) => {
  const repository = project()
  plainGit(repository, "remote", "add", "origin", bareRepository())
  return () => ({ repository, remote: "origin" })
}

/** Where eight processes meet: for each of them its own way in. */
const meetings: { readonly [name: string]: () => () => Task } = {
  "one repository": () => {
    const repository = project()
    return () => ({ repository })
  },
  "one clone of a remote": sharedClone,
  "eight clones of a remote": () => {
    const remote = bareRepository()
    return () => ({ repository: clone(remote), remote: "origin" })
  },
}

describe.each(Object.entries(meetings))("eight processes in %s", (_, meet) => {
  test("deploy to eight environments: nothing is lost, nobody collides", { timeout: 120_000 }, async () => {
    const enter = meet()
    const tasks = eight.map(enter)
    const workers = await Promise.all(tasks.map((task) => worker(task)))
    const answers = await Promise.all(
      workers.map(async (one, index) => {
        const environment = `environment ${index}`
        const heard: string[] = []
        for (const round of [0, 1, 2]) {
          const deployment = `${index}-${round}`
          for (const kind of ["deploy", "finish"] as const)
            heard.push((await one.ask({ kind, environment, deployment, minutes: round })).kind)
        }
        return heard
      }),
    )
    const each = ["admitted", "finished", "admitted", "finished", "admitted", "finished"]
    expect(answers).toEqual(eight.map(() => each))
    const verified = await verifyLedger(gitStore(enter()))
    expect(verified.map((one) => [one.environment, one.kind === "sound" ? one.records : one.problem])).toEqual(
      eight.map((index) => [`environment ${index}`, 6]),
    )
    await Promise.all(workers.map((one) => one.end()))
  })

  test("deploy to one environment: one is admitted at a time, the others hear why", { timeout: 120_000 }, async () => {
    const enter = meet()
    const workers = await Promise.all(eight.map(() => worker(enter())))
    const environment = "production"
    for (const round of [0, 1]) {
      const answers = await Promise.all(
        workers.map((one, index) =>
          one.ask({ kind: "deploy", environment, deployment: `${index}-${round}`, minutes: round }),
        ),
      )
      const admitted = answers.flatMap((one) => (one.kind === "admitted" ? [one.deployment] : []))
      const refused = answers.flatMap((one) => (one.kind === "refused" ? [one.codes] : []))
      expect(admitted).toHaveLength(1)
      expect(refused).toEqual(Array.from({ length: 7 }, () => ["SL6005"]))
      const [deployment = ""] = admitted
      const holder = workers[Number(deployment.split("-")[0])]
      expect(await holder?.ask({ kind: "finish", environment, deployment, minutes: round })).toEqual({
        kind: "finished",
        deployment,
      })
    }
    const store = gitStore(enter())
    expect(await verifyLedger(store)).toMatchObject([{ kind: "sound", environment, records: 18 }])
    const kinds = (await store.read(environment)).map(({ kind }) => kind)
    const count = (kind: string) => kinds.filter((one) => one === kind).length
    expect([count("started"), count("finished"), count("refused")]).toEqual([2, 2, 14])
    await Promise.all(workers.map((one) => one.end()))
  })
})
