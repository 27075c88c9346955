import { within } from "./within.js"

/** Docker is where the job's image or machine brings it; where it is not there is nothing to do. */
const where = (certain: boolean, script: string): string =>
  certain ? script : `if command -v docker > /dev/null; then\n${within(script)}fi\n`

interface Login {
  /** Names of variables. */
  readonly registry: string
  /** A word for double quotes; undefined where the project's own settings say who logs in. */
  readonly username?: string
  readonly password?: string
  /** Runs only where something is published. */
  readonly silent: string | undefined
  readonly certain: boolean
}

/** Logs docker in to a registry. */
export const loginScript = ({ registry, username, password, silent, certain }: Login): string => {
  const own = `case "$${registry}" in
  "\${CI_REGISTRY:-}") set -- "$CI_REGISTRY_USER" "$CI_REGISTRY_PASSWORD" ;;
  *) set -- "\${SHIPLINE_REGISTRY_USERNAME:-}" "\${SHIPLINE_REGISTRY_PASSWORD:-}" ;;
esac
if [ -z "$2" ]; then
  echo "Nobody logs in to $${registry}: set SHIPLINE_REGISTRY_USERNAME and SHIPLINE_REGISTRY_PASSWORD, or give the artifact a login." >&2
  exit 1
fi
`
  const given = username === undefined || password === undefined ? own : `set -- "${username}" "${password}"\n`
  const login = `${given}printf '%s' "$2" | docker login "$${registry}" --username "$1" --password-stdin\n`
  const certainly = where(certain, login)
  return `# Log in to the registry of the image
${silent === undefined ? certainly : `if [ "$${silent}" = true ]; then\n${within(certainly)}fi\n`}`
}

interface Image {
  readonly short: string
  /** Names of shell variables. */
  readonly tag: string
  readonly digest: string
  readonly ref: string
}

interface Push extends Image {
  /** Names of variables: the repository, and the same as docker lists it. */
  readonly repository: string
  readonly familiar: string
}

const push = ({ tag, digest, ref, repository, familiar }: Push): string => `docker push --quiet "$${tag}"
${digest}="$(docker image inspect --format '{{range .RepoDigests}}{{println .}}{{end}}' "$${tag}" |
  while IFS=@ read -r name found; do
    if [ "$name" = "$${familiar}" ]; then echo "$found"; fi
  done)"
if [ "\${#${digest}}" -ne 71 ]; then
  echo "The registry gave no single digest for $${tag}: '$${digest}'." >&2
  exit 1
fi
${ref}="$${repository}@$${digest}"
`

const save = ({
  short,
  tag,
  digest,
  ref,
}: Image): string => `${digest}="$(docker image inspect --format '{{.Id}}' "$${tag}")"
mkdir -p "$SHIPLINE_WORK/${short}"
docker save --output "$SHIPLINE_WORK/${short}/${short}.tar" "$${tag}"
${ref}="$${tag}"
`

/** What becomes of an image that is built: it is pushed, or kept for the checks of a pipeline that publishes nothing. */
export const handOnImageScript = (
  image: Push,
  /** `silent` is absent where every pipeline publishes. */
  {
    silent,
    publishes,
    kept,
  }: { readonly silent: string | undefined; readonly publishes: boolean; readonly kept: boolean },
): string => {
  const title = `# Hand on ${image.short}\n`
  if (!publishes) return kept ? title + save(image) : ""
  if (silent === undefined) return title + push(image)
  const otherwise = kept ? save(image) : `${image.digest}=""\n${image.ref}="$${image.tag}"\n`
  return `${title}if [ "$${silent}" = true ]; then\n${within(push(image))}else\n${within(otherwise)}fi\n`
}

/** Loads an image that was kept for the checks, and stops unless it is the one that was built. */
export const loadScript = (
  { short, digest, ref }: Omit<Image, "tag">,
  silent: string,
  certain: boolean,
): string => `# Load ${short}
if [ "$${silent}" != true ]; then
${within(
  where(
    certain,
    `docker load --quiet --input "$SHIPLINE_WORK/${short}/${short}.tar"
actual="$(docker image inspect --format '{{.Id}}' "$${ref}")"
if [ "$actual" != "$${digest}" ]; then
  echo "'${short}' is not what its build made: $actual instead of $${digest}." >&2
  exit 1
fi
`,
  ),
)}fi
`

/** Stops unless the registry still has an image. */
export const lookScript = (short: string, ref: string): string => `# Look for ${short} in its registry
${where(
  false,
  `if ! docker manifest inspect "$${ref}" > /dev/null; then
  echo "'$${ref}' is not in its registry any more, or cannot be read: it cannot be deployed again." >&2
  exit 1
fi
`,
)}`

/** The image of docker has no bash, by which most scripts run. */
export const bashScript = `# Get bash
command -v bash > /dev/null || apk add --no-cache bash
`
