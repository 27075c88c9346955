import { artifact, environment, gate, identity, pipeline, rollout, secret, sh } from "@shipline/core"

const site = artifact.files("site", { paths: ["dist"] })
const unit = gate("unit", sh`npm test`)
const aws = environment("aws", { url: "https://aws.acme.example", requires: [unit] })
const gcp = environment("gcp", { url: "https://gcp.acme.example", requires: [unit] })
const azure = environment("azure", { url: "https://azure.acme.example", requires: [unit] })

const toAws = rollout({
  login: identity.aws({ role: "arn:aws:iam::123456789012:role/deploy", region: "eu-central-1" }),
  deploy: (target) => sh`aws s3 sync ${site.path} s3://acme-${target.name}`,
})
const toGcp = rollout({
  login: identity.gcp({
    provider: "projects/1/locations/global/workloadIdentityPools/ci/providers/github",
    serviceAccount: "deploy@acme.iam.gserviceaccount.com",
  }),
  deploy: () => sh`gcloud storage rsync ${site.path} gs://acme`,
})
const toAzure = rollout({
  login: identity.azure({
    clientId: secret("AZURE_CLIENT_ID"),
    tenantId: secret("AZURE_TENANT_ID"),
    subscriptionId: secret("AZURE_SUBSCRIPTION_ID"),
  }),
  deploy: () => sh`az storage blob upload-batch --source ${site.path} --destination web`,
})

/** Logins by OIDC to three clouds, side by side. */
export const clouds = pipeline("clouds", { on: { push: "main" } }, (source) => {
  const ready = source.pass(unit).build(site, sh`npm run build`)
  ready.deploy(aws, toAws)
  ready.deploy(gcp, toGcp)
  return ready.deploy(azure, toAzure)
})
