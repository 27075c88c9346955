/**
 * GitHub creates an environment that does not exist, without a timer, and a job that names it runs at once. So the soak
 * looks whether it really had to wait: `ENVIRONMENT` must wait for `MINUTES` at least.
 */
export const waitTimerScript = `if ! timer="$(gh api "repos/$GITHUB_REPOSITORY/environments/$ENVIRONMENT" --jq '
  [.protection_rules[]? | select(.type == "wait_timer") | .wait_timer] | max // 0
')"; then
  echo "::error::The rules of the environment '$ENVIRONMENT' cannot be read, so nobody knows how long it has waited."
  exit 1
fi
case "$timer" in
  "" | *[!0123456789]*) timer=0 ;;
esac
if [ "$timer" -lt "$MINUTES" ]; then
  echo "::error::The environment '$ENVIRONMENT' waits $timer minutes instead of $MINUTES: set its wait timer in the settings of the repository."
  exit 1
fi
`
