/** The settings of a login by name, each as a word for double quotes; \`token\` is the name of the variable with the token. */
export type Settings = Map<string, string>

const word = (settings: Settings, name: string): string => settings.get(name) ?? ""

/** The tools of AWS exchange the token themselves when they need credentials. */
export const awsScript = (settings: Settings): string => `# Log in to AWS
(umask 077 && printf '%s' "$${word(settings, "token")}" > "$SHIPLINE_WORK/aws-token")
export AWS_WEB_IDENTITY_TOKEN_FILE="$SHIPLINE_WORK/aws-token"
export AWS_ROLE_ARN="${word(settings, "role")}" AWS_ROLE_SESSION_NAME="shipline-$CI_JOB_ID"
export AWS_REGION="${word(settings, "region")}" AWS_DEFAULT_REGION="${word(settings, "region")}"
`

/** The tools and libraries of Google read from a file how to exchange the token. */
export const gcpScript = (settings: Settings): string => `# Log in to Google Cloud
(umask 077 && printf '%s' "$${word(settings, "token")}" > "$SHIPLINE_WORK/gcp-token")
printf '{
  "type": "external_account",
  "audience": "//iam.googleapis.com/%s",
  "subject_token_type": "urn:ietf:params:oauth:token-type:jwt",
  "token_url": "https://sts.googleapis.com/v1/token",
  "credential_source": { "file": "%s" },
  "service_account_impersonation_url": "https://iamcredentials.googleapis.com/v1/projects/-/serviceAccounts/%s:generateAccessToken"
}\\n' "${word(settings, "provider")}" "$SHIPLINE_WORK/gcp-token" "${word(settings, "serviceAccount")}" > "$SHIPLINE_WORK/gcp.json"
export GOOGLE_APPLICATION_CREDENTIALS="$SHIPLINE_WORK/gcp.json"
export CLOUDSDK_AUTH_CREDENTIAL_FILE_OVERRIDE="$SHIPLINE_WORK/gcp.json"
`

/** Logs the command of Azure in, and tells its libraries where the token lies. */
export const azureScript = (settings: Settings): string => `# Log in to Azure
(umask 077 && printf '%s' "$${word(settings, "token")}" > "$SHIPLINE_WORK/azure-token")
export AZURE_FEDERATED_TOKEN_FILE="$SHIPLINE_WORK/azure-token"
export AZURE_CLIENT_ID="${word(settings, "clientId")}" AZURE_TENANT_ID="${word(settings, "tenantId")}"
export AZURE_SUBSCRIPTION_ID="${word(settings, "subscriptionId")}"
az login --service-principal --username "$AZURE_CLIENT_ID" --tenant "$AZURE_TENANT_ID" \\
  --federated-token "$${word(settings, "token")}" --output none
az account set --subscription "$AZURE_SUBSCRIPTION_ID"
`
