/** Packs the paths that `list` holds, one a line, by GNU tar, and sets \`digest\` to the archive's sha256. */
export const packScript = (short: string, list: string, digest: string): string =>
  `# Pack ${short}: the same files give the same bytes; order, times, owners and modes are fixed
unset TAR_OPTIONS GZIP
rm -rf "$SHIPLINE_WORK/${short}"
mkdir -p "$SHIPLINE_WORK/${short}"
printf '%s\\n' "$${list}" | LC_ALL=C tar --create --file="$SHIPLINE_WORK/${short}/${short}.tar" --verbatim-files-from --files-from=- \\
  --sort=name --mtime=@0 --owner=0 --group=0 --numeric-owner --mode=u=rwX,go=rX --hard-dereference --format=gnu
gzip -n "$SHIPLINE_WORK/${short}/${short}.tar"
${digest}="sha256:$(sha256sum "$SHIPLINE_WORK/${short}/${short}.tar.gz" | cut -d ' ' -f 1)"
`

/** Unpacks an archive, but only what has the digest that its build handed on. */
export const unpackScript = (short: string, digest: string): string =>
  `# Unpack ${short}
actual="sha256:$(sha256sum "$SHIPLINE_WORK/${short}/${short}.tar.gz" | cut -d ' ' -f 1)"
if [ "$actual" != "$${digest}" ]; then
  echo "'${short}' is not what its build made: $actual instead of $${digest}." >&2
  exit 1
fi
rm -rf "$SHIPLINE_WORK/${short}/files"
mkdir -p "$SHIPLINE_WORK/${short}/files"
tar -xzf "$SHIPLINE_WORK/${short}/${short}.tar.gz" -C "$SHIPLINE_WORK/${short}/files"
`

/** A request to the project's packages by the job's own token, which is on no command line. */
const call = `packages() {
  printf 'header = "JOB-TOKEN: %s"\\n' "$CI_JOB_TOKEN" | curl --config - --silent --show-error --fail --location "$@"
}
`

const address = (pipeline: string, short: string, version: string, digest: string): string =>
  `"$CI_API_V4_URL/projects/$CI_PROJECT_ID/packages/generic/shipline-${pipeline}/$${version}/${short}-\${${digest}#sha256:}.tar.gz"`

interface Kept {
  readonly short: string
  readonly version: string
  readonly digest: string
}

/**
 * Keeps archives in the project's package registry under the name of their content, so that a rollback finds them after
 * the pipeline's own are gone. What is there already stays as it is.
 */
export const keepScript = (pipeline: string, files: readonly Kept[]): string => `# Keep ${files
  .map(({ short }) => short)
  .join(", ")} for promotion and rollback
${call}keep() {
  if packages --head "$2" > /dev/null 2>&1; then return; fi
  packages --upload-file "$1" "$2" > /dev/null
}
${files
  .map(
    ({ short, version, digest }) =>
      `keep "$SHIPLINE_WORK/${short}/${short}.tar.gz" ${address(pipeline, short, version, digest)}\n`,
  )
  .join("")}`

/** Fetches what `keepScript` kept; what arrives is checked by its digest when it is unpacked. */
export const fetchScript = (pipeline: string, { short, version, digest }: Kept): string =>
  `# Fetch ${short} from where it was kept
${call}mkdir -p "$SHIPLINE_WORK/${short}"
if ! packages --output "$SHIPLINE_WORK/${short}/${short}.tar.gz" \\
  ${address(pipeline, short, version, digest)}; then
  echo "'${short}' of $${version} is not in the package registry, where it was kept: it cannot be deployed again." >&2
  exit 1
fi
`
