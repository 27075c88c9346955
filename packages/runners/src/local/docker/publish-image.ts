import type { Artifact } from "@shipline/core/plan"
import * as Effect from "effect/Effect"
import { runError } from "../../errors/run-error.js"
import { runProblem } from "../../errors/run-problem.js"
import { Docker } from "./docker.js"

type Image = Extract<Artifact, { readonly kind: "image" }>

const failed = (code: "SL4206" | "SL4207", image: Image, message: string, hint: string) =>
  runError(runProblem(code, `artifacts.${image.name}`, message, hint, image.at))

/**
 * Takes the image that a recipe has tagged, pushes it if it is going to be deployed, and returns its digest and the
 * name to deploy it by. What was not pushed has no digest in a registry: there it is the id of the image on this machine.
 */
export const publishImage = Effect.fnUntraced(function* (image: Image, tag: string, push: boolean) {
  const docker = yield* Docker
  const found = yield* docker.inspect(tag)
  if (found === undefined)
    return yield* failed("SL4206", image, `the build has not made the image ${tag}`, "Its recipe has to tag it so.")
  if (push) {
    const { ok, stderr } = yield* docker.run(["push", tag])
    if (!ok) return yield* failed("SL4207", image, `cannot push ${tag}: ${stderr}`, "Log in by `docker login`.")
  }
  const info = (yield* docker.inspect(tag)) ?? found
  const ref = push ? info.repoDigests.find((digest) => digest.startsWith(`${image.repository}@`)) : undefined
  return { ref: ref ?? info.id, digest: ref?.slice(image.repository.length + 1) ?? info.id }
})
