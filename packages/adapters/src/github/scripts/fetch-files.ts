/**
 * Fetches what `keepFilesScript` kept as `NAME` with the `DIGEST` for `VERSION` of `PIPELINE`. Hands on the `folder` in
 * which it lies then.
 */
export const fetchFilesScript = `release="shipline-$PIPELINE-$VERSION"
folder="$RUNNER_TEMP/$NAME"
mkdir -p "$folder"
if ! gh release download "$release" --repo "$GITHUB_REPOSITORY" \\
  --pattern "$NAME-\${DIGEST#sha256:}.tar.gz" --output "$folder/$NAME.tar.gz"; then
  echo "::error::'$NAME' of $VERSION is not in the release $release, where it was kept: it cannot be deployed again."
  exit 1
fi
echo "folder=$folder" >> "$GITHUB_OUTPUT"
`
