/**
 * Finds the version of the candidate: the time of the commit in UTC and the beginning of its id, `20261123.101500-1a2b3c4d`;
 * for the push of a tag the tag, without a leading `v` and with `-` for what no image tag may hold. Needs git; the
 * folder is named because git does not look into one that it finds and that belongs to somebody else, as in a container.
 */
export const versionScript = `# Find the version
case "$CI_PIPELINE_SOURCE:\${CI_COMMIT_TAG:-}" in
  push:?*)
    shipline_version="$(printf '%s' "\${CI_COMMIT_TAG#v}" | LC_ALL=C tr -c 'A-Za-z0-9_.-' '-' | sed 's/^[.-]*//' | cut -c 1-128)"
    ;;
  *)
    shipline_moment="$(TZ=UTC0 git --git-dir=.git log -1 --format=%cd --date=format-local:%Y%m%d.%H%M%S)"
    shipline_version="$shipline_moment-$(printf '%.8s' "$(git --git-dir=.git rev-parse HEAD)")"
    ;;
esac
if [ -z "$shipline_version" ]; then
  echo "The tag '$CI_COMMIT_TAG' leaves no version: give it letters or digits." >&2
  exit 1
fi
`
