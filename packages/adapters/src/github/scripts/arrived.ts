const form = `# GitHub drops an output that holds the text of a secret, without an error.
LC_ALL=C
stop() {
  echo "::error::$1 of '$ARTIFACT' did not arrive whole: '$2'. Does it hold the text of a secret?"
  exit 1
}
case "$DIGEST" in
  sha256: | sha256:*[!0-9a-f]*) stop "The digest" "$DIGEST" ;;
  sha256:*) [ "\${#DIGEST}" -eq 71 ] || stop "The digest" "$DIGEST" ;;
  *) stop "The digest" "$DIGEST" ;;
esac
case "$VERSION" in
  "" | *[!A-Za-z0-9_.-]*) stop "The version" "$VERSION" ;;
esac
`

const byDigest = `[ "$REF" = "$ARTIFACT@$DIGEST" ] || stop "The reference" "$REF"
`

/** What is not published is known by its local name. `PUBLISHED` is `true` or `false`. */
const byDigestOrTag = `case "$PUBLISHED" in
  true) expected="$ARTIFACT@$DIGEST" ;;
  *) expected="$ARTIFACT:$VERSION" ;;
esac
[ "$REF" = "$expected" ] || stop "The reference" "$REF"
`

/**
 * Stops unless `DIGEST`, `VERSION` and `REF` of `ARTIFACT` are whole. Hands on `folder`, where `NAME` may be put.
 * `local` is for images in jobs that also run where nothing is published.
 */
export const arrivedScript = (local: boolean): string =>
  `${form}${local ? byDigestOrTag : byDigest}echo "folder=$RUNNER_TEMP/$NAME" >> "$GITHUB_OUTPUT"
`
