/**
 * GitHub creates an environment that does not exist, without protection, and a job that names it runs at once. So the
 * approval looks whether somebody really had to decide: `ENVIRONMENT` must ask for reviewers.
 */
export const reviewersScript = `if ! reviewers="$(gh api "repos/$GITHUB_REPOSITORY/environments/$ENVIRONMENT" --jq '
  [.protection_rules[]? | select(.type == "required_reviewers") | .reviewers[]?] | length
')"; then
  echo "::error::The rules of the environment '$ENVIRONMENT' cannot be read, so nobody knows whether it was approved."
  exit 1
fi
case "$reviewers" in
  "" | 0 | *[!0123456789]*)
    echo "::error::The environment '$ENVIRONMENT' asks nobody: give it required reviewers in the settings of the repository."
    exit 1
    ;;
esac
`
