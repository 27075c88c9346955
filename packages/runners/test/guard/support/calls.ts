import type { EnvironmentPolicy } from "@shipline/core/plan"
import type { Called, Commit, Place, Variables } from "./place.js"

/** What the two environments of the tests demand. */
export const policies = {
  staging: { environment: "staging", requires: [{ proof: "unit" }], checks: ["smoke on staging"] },
  production: {
    environment: "production",
    requires: [{ proof: "unit" }, { proof: "deployed to staging" }, { proof: "smoke on staging" }],
    hotfix: [{ proof: "unit" }],
    checks: ["smoke on production"],
  },
} satisfies Readonly<Record<string, EnvironmentPolicy>>

export const proofs = [
  { proof: "unit", job: "unit" },
  { proof: "deployed to staging", job: "deploy-staging" },
  { proof: "smoke on staging", job: "smoke-on-staging" },
]

/** SHIPLINE_POLICY, as it is compiled into the calls. */
export const policyText = (policy: EnvironmentPolicy, more: Readonly<Record<string, unknown>> = {}): string =>
  JSON.stringify({
    pipeline: { name: "shop" },
    policy,
    within: 3_600_000,
    artifacts: [{ name: "shop", kind: "files", short: "shop", job: "build-shop", archive: "shop/shop.tar.gz" }],
    proofs,
    ...more,
  })

/** SHIPLINE_NEEDS of a run that has built, with these results of its jobs. */
export const needsText = (
  { version }: Pick<Commit, "version">,
  built: string,
  results: Readonly<Record<string, string>> = {},
): string =>
  JSON.stringify({
    "build-shop": {
      result: "success",
      outputs: { digest: built, version, ref: `shop@${built}`, tag: `shop:${version}` },
    },
    ...Object.fromEntries(
      Object.entries({ unit: "success", "deploy-staging": "success", "smoke-on-staging": "success", ...results }).map(
        ([job, result]) => [job, { result, outputs: {} }],
      ),
    ),
  })

/** A commit, built, and the archive where a job downloads it. */
export const candidate = (here: Place, content: string) => {
  const commit = here.commit(content)
  return { ...commit, digest: here.download(content), content }
}
export type TestCandidate = ReturnType<typeof candidate>

/** The calls of a run that builds. */
export const release = (
  here: Place,
  one: TestCandidate,
  policy: EnvironmentPolicy,
  more: Variables = {},
): Promise<Called> => {
  here.download(one.content)
  return here.call(["admit"], {
    GITHUB_SHA: one.sha,
    GITHUB_RUN_ID: String(100 + one.number),
    SHIPLINE_LANE: "release",
    SHIPLINE_POLICY: policyText(policy),
    SHIPLINE_NEEDS: needsText(one, one.digest),
    ...more,
  })
}

export const record = (
  here: Place,
  policy: EnvironmentPolicy,
  { outputs }: Pick<Called, "outputs">,
  status = "success",
  more: Variables = {},
): Promise<Called> =>
  here.call(["record"], {
    SHIPLINE_POLICY: policyText(policy),
    SHIPLINE_DEPLOYMENT: outputs.deployment,
    SHIPLINE_STATUS: status,
    ...more,
  })

export const check = (
  here: Place,
  environment: string,
  { outputs }: Pick<Called, "outputs">,
  status = "success",
  more: Variables = {},
): Promise<Called> =>
  here.call(["check"], {
    SHIPLINE_POLICY: JSON.stringify({
      pipeline: { name: "shop" },
      policy: { environment },
      proof: `smoke on ${environment}`,
    }),
    SHIPLINE_DEPLOYMENT: outputs.deployment,
    SHIPLINE_STATUS: status,
    ...more,
  })

/** Admitted, deployed and verified. */
export const put = async (here: Place, one: TestCandidate, policy: EnvironmentPolicy): Promise<Called> => {
  const admitted = await release(here, one, policy)
  if (admitted.code !== 0) throw new Error(admitted.stdout)
  await record(here, policy, admitted)
  await check(here, policy.environment, admitted)
  return admitted
}

/** A promotion or a rollback, asked for by a person. */
export const dispatch = (
  here: Place,
  lane: "promote" | "rollback",
  command: "find" | "admit",
  policy: EnvironmentPolicy,
  version: string,
  more: Variables = {},
): Promise<Called> =>
  here.call([command], {
    GITHUB_RUN_ID: "900",
    GITHUB_EVENT_NAME: "workflow_dispatch",
    SHIPLINE_LANE: lane,
    SHIPLINE_POLICY: policyText(policy),
    SHIPLINE_VERSION: version,
    SHIPLINE_REASON: "because",
    SHIPLINE_OVERRIDE: "none",
    ...more,
  })
