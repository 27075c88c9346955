import type { Artifact } from "@shipline/core/plan"

export type Image = Extract<Artifact, { kind: "image" }>

const hub = "docker.io"

/** The host of an image's registry: what stands before the first `/`, where it looks like a host. */
export const registryOf = (repository: string): string => {
  const [first = "", ...rest] = repository.split("/")
  return rest.length > 0 && (/[.:]/.test(first) || first === "localhost") ? first : hub
}

/** A repository as docker lists it: without the host of Docker Hub, and without the folder of its own images. */
export const familiarName = (repository: string): string =>
  registryOf(repository) === hub ? repository.replace(/^docker\.io\//, "").replace(/^library\//, "") : repository

/** One image for each registry that a job must log in to; one with a login of its own goes first. */
export const onePerRegistry = (images: readonly Image[]): readonly Image[] => {
  const chosen = new Map<string, Image>()
  for (const image of images) {
    const registry = registryOf(image.repository)
    if (!chosen.has(registry) || image.login !== undefined) chosen.set(registry, image)
  }
  return [...chosen.values()]
}
