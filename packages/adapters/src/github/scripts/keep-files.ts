/**
 * Keeps archives as files of the GitHub release `shipline-<PIPELINE>-<VERSION>`, under the name of their content, so that
 * a rollback finds them after the run's own are gone. `ARCHIVES` is a line for each: its name and its digest. What is
 * there already stays as it is. The release names no commit, so GitHub tags the default branch: to tag a commit that changes a
 * workflow is nothing that the run's token may do.
 */
export const keepFilesScript = `release="shipline-$PIPELINE-$VERSION"
keep() {
  if there="$(gh release view "$release" --repo "$GITHUB_REPOSITORY" --json assets --jq '.assets[].name' 2> /dev/null)"; then
    found=true
  else
    found=false
    there=""
  fi
  set --
  while read -r name digest; do
    file="$RUNNER_TEMP/$name-\${digest#sha256:}.tar.gz"
    if printf '%s\\n' "$there" | grep -xF -- "\${file##*/}" > /dev/null; then continue; fi
    cp "$RUNNER_TEMP/$name/$name.tar.gz" "$file"
    set -- "$@" "$file"
  done << LIST
$ARCHIVES
LIST
  if [ "$#" -eq 0 ]; then
    echo "They are kept already."
  elif [ "$found" = true ]; then
    gh release upload "$release" "$@" --repo "$GITHUB_REPOSITORY"
  else
    gh release create "$release" "$@" --repo "$GITHUB_REPOSITORY" --prerelease \\
      --title "$release" --notes "Kept by Shipline for promotion and rollback. Do not delete what may have to come back."
  fi
}
# Another job may keep the same at this moment: then the second look finds it.
keep || keep
`
