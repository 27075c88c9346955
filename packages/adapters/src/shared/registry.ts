const hub = "docker.io"

/** The host of an image's registry: what stands before the first `/`, where it looks like a host. */
export const registryOf = (repository: string): string => {
  const [first = "", ...rest] = repository.split("/")
  return rest.length > 0 && (/[.:]/.test(first) || first === "localhost") ? first : hub
}

/** A repository as docker lists it: without the host of Docker Hub, and without the folder of its own images. */
export const familiarName = (repository: string): string =>
  registryOf(repository) === hub ? repository.replace(/^docker\.io\//, "").replace(/^library\//, "") : repository
