/**
 * Finds the version of the candidate: the time of the commit in UTC and the beginning of its id, `20261123.101500-1a2b3c4d`;
 * for the push of a tag the tag, without a leading `v` and with `-` for what no image tag may hold. Needs git; the
 * folder is named because git does not look into one that it finds and that belongs to somebody else, as in a container.
 */
export const versionScript = `case "$GITHUB_EVENT_NAME:$GITHUB_REF" in
  push:refs/tags/*)
    tag="\${GITHUB_REF#refs/tags/}"
    version="$(printf '%s' "\${tag#v}" | LC_ALL=C tr -c 'A-Za-z0-9_.-' '-' | sed 's/^[.-]*//' | cut -c 1-128)"
    ;;
  *)
    moment="$(TZ=UTC0 git --git-dir=.git log -1 --format=%cd --date=format-local:%Y%m%d.%H%M%S)"
    commit="$(git --git-dir=.git rev-parse HEAD)"
    version="$moment-$(printf '%.8s' "$commit")"
    ;;
esac
if [ -z "$version" ]; then
  echo "::error::The tag '$GITHUB_REF' leaves no version: give it letters or digits."
  exit 1
fi
echo "version=$version" >> "$GITHUB_OUTPUT"
`
