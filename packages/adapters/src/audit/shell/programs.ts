/**
 * Programs that change what runs somewhere, each with the words that do so. A plan that says `helm upgrade` is known by
 * these two words; `helm list` is none of its deployment.
 */
export const deployVerbs: { readonly [program: string]: readonly string[] } = {
  kubectl: [
    ...["apply", "create", "replace", "patch", "set", "rollout", "delete", "scale", "edit", "run", "expose"],
    ...["annotate", "label", "drain", "cordon", "cp", "exec"],
  ],
  oc: ["apply", "create", "replace", "patch", "set", "rollout", "delete", "scale", "new-app", "start-build"],
  helm: ["upgrade", "install", "rollback", "uninstall", "delete"],
  helmfile: ["apply", "sync", "destroy"],
  kustomize: ["edit"],
  terraform: ["apply", "destroy", "import"],
  tofu: ["apply", "destroy", "import"],
  terragrunt: ["apply", "destroy", "run-all"],
  pulumi: ["up", "update", "destroy"],
  cdk: ["deploy", "destroy"],
  sam: ["deploy", "delete", "sync"],
  serverless: ["deploy", "remove"],
  sls: ["deploy", "remove"],
  aws: [
    ...["update-service", "register-task-definition", "create-deployment", "update-function-code", "publish-version"],
    ...["update-alias", "sync", "cp", "mv", "deploy", "create-invalidation", "create-stack", "update-stack"],
    ...["start-deployment", "create-application-version", "update-environment", "send-command", "put-image"],
  ],
  gcloud: ["deploy", "update-traffic", "rolling-action", "submit", "rsync", "cp", "releases"],
  gsutil: ["rsync", "cp", "mv"],
  az: ["deploy", "deployment", "up", "update", "upload-batch", "swap", "config-zip", "publish"],
  azd: ["deploy", "up"],
  docker: ["compose", "stack", "service"],
  "docker-compose": ["up", "restart"],
  nomad: ["run", "deployment"],
  waypoint: ["up", "deploy", "release"],
  argocd: ["sync", "set", "rollback", "create"],
  flux: ["reconcile", "create"],
  kargo: ["promote"],
  flyctl: ["deploy", "scale"],
  fly: ["deploy", "scale"],
  heroku: ["container:release", "releases:rollback", "pipelines:promote", "deploy:jar"],
  vercel: ["deploy", "promote", "rollback", "alias"],
  netlify: ["deploy"],
  wrangler: ["deploy", "publish", "rollback", "versions"],
  firebase: ["deploy", "hosting:clone"],
  railway: ["up", "redeploy"],
  render: ["deploys"],
  cf: ["push", "restage"],
  eb: ["deploy"],
  dokku: ["deploy", "git:from-image"],
  kamal: ["deploy", "redeploy", "rollback", "setup"],
  cap: ["deploy"],
  "ansible-playbook": [],
  capistrano: [],
  systemctl: ["restart", "start", "reload"],
  pm2: ["deploy", "reload", "restart", "start"],
}

/** Programs that run a script: what they do is in the file that they are given. */
export const interpreters: ReadonlySet<string> = new Set([
  ...["node", "tsx", "ts-node", "deno", "bun", "python", "python3", "ruby", "perl", "php", "pwsh", "powershell"],
  ...["bash", "sh", "dash", "zsh", "ksh", "source", "."],
])

/** The shells among them, whose files are read. */
export const shells: ReadonlySet<string> = new Set(["bash", "sh", "dash", "zsh", "ksh", "source", "."])

/** Programs that only talk about what stands behind them. */
export const speakers: ReadonlySet<string> = new Set([
  ...["echo", "printf", "which", "type", "hash", "man", "whereis", "apt-get", "apt", "apk", "brew", "dnf", "yum"],
  ...[
    "choco",
    "winget",
    "pip",
    "pip3",
    "grep",
    "egrep",
    "rg",
    "sed",
    "awk",
    "cat",
    "head",
    "tail",
    "less",
    "test",
    "[",
  ],
  ...["[[", "shellcheck", "hadolint", "git", "ls", "find", "chmod", "touch", "alias", "mkdir", "cd", "rm"],
])

/** Programs that read the files that they name and run none of them. */
export const readers: ReadonlySet<string> = new Set([
  ...["eslint", "prettier", "biome", "oxlint", "tsc", "xo", "standard", "ruff", "black", "flake8", "mypy", "pylint"],
  ...["rubocop", "shfmt", "actionlint", "codespell", "wc", "diff", "cmp", "stat", "file", "sha256sum", "shasum"],
])

/** Programs of every script, by which no deployment can be told. */
export const everyday: ReadonlySet<string> = new Set([
  ...["set", "export", "unset", "local", "readonly", "shift", "trap", "return", "exit", "true", "false", ":", "wait"],
  ...["read", "sleep", "date", "cp", "mv", "ln", "tar", "zip", "unzip", "gzip", "gunzip", "jq", "yq", "tr", "cut"],
  ...["sort", "uniq", "wc", "tee", "xargs", "env", "printenv", "base64", "openssl", "sha256sum", "shasum", "mktemp"],
  ...["basename", "dirname", "realpath", "pwd", "envsubst", "install", "diff", "cmp", "stat", "seq", "id", "whoami"],
  ...["curl", "wget", "gh", "glab", "npm", "npx", "yarn", "pnpm", "corepack", "make", "mvn", "gradle", "./gradlew"],
  ...["cargo", "go", "dotnet", "composer", "bundle", "gem", "pytest", "jest", "vitest", "tsc", "eslint", "cosign"],
  ...["pushd", "popd", "umask", "eval", "exec", "sudo", "time", "command", "builtin", "declare", "typeset", "in"],
  ...["rsync", "scp", "sftp", "ssh"],
])

/** Programs that bring something to the machine that is named among their words. */
export const carriers: ReadonlySet<string> = new Set(["rsync", "scp", "sftp", "ssh", "curl", "wget", "lftp"])

export const packageManagers: ReadonlySet<string> = new Set(["npm", "pnpm", "yarn", "bun"])
