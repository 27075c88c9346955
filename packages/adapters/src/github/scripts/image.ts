/** A job in a container has docker only where the image brings it; without it there is nothing to do. */
const whereDockerIs = `if ! command -v docker > /dev/null; then
  echo "There is no docker in this container: images cannot be used here."
  exit 0
fi
`

/** Logs docker in to `REGISTRY`. */
export const loginScript = (inContainer: boolean): string =>
  `${inContainer ? whereDockerIs : ""}printf '%s' "$REGISTRY_PASSWORD" | docker login "$REGISTRY" --username "$REGISTRY_USERNAME" --password-stdin
`

/** Pushes `TAG` and hands on the digest that the registry knows it by. `FAMILIAR` is the repository as docker lists it. */
export const pushScript = `docker push --quiet "$TAG"
digest="$(docker image inspect --format '{{range .RepoDigests}}{{println .}}{{end}}' "$TAG" |
  while IFS=@ read -r name found; do
    if [ "$name" = "$FAMILIAR" ]; then echo "$found"; fi
  done)"
if [ "\${#digest}" -ne 71 ]; then
  echo "::error::The registry gave no single digest for $TAG: '$digest'."
  exit 1
fi
{
  echo "digest=$digest"
  echo "ref=$REPOSITORY@$digest"
} >> "$GITHUB_OUTPUT"
`

/** Keeps the image `TAG` as a file, for the checks of a run that publishes nothing. */
export const keepScript = `digest="$(docker image inspect --format '{{.Id}}' "$TAG")"
docker save --output "$RUNNER_TEMP/$NAME.tar" "$TAG"
{
  echo "archive=$RUNNER_TEMP/$NAME.tar"
  echo "digest=$digest"
  echo "ref=$TAG"
} >> "$GITHUB_OUTPUT"
`

/** Loads the image that `keepScript` kept, and stops unless it is the one that was built. */
export const loadScript = (inContainer: boolean): string =>
  `${inContainer ? whereDockerIs : ""}docker load --quiet --input "$FOLDER/$NAME.tar"
actual="$(docker image inspect --format '{{.Id}}' "$REF")"
if [ "$actual" != "$DIGEST" ]; then
  echo "::error::'$NAME' is not what its build made: $actual instead of $DIGEST."
  exit 1
fi
`

/** Stops unless the registry still has the image `REF`. */
export const lookScript = (inContainer: boolean): string =>
  `${inContainer ? whereDockerIs : ""}if ! docker manifest inspect "$REF" > /dev/null; then
  echo "::error::'$REF' is not in its registry any more, or cannot be read: it cannot be deployed again."
  exit 1
fi
`
