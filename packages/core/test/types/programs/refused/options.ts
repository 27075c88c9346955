/** Options: names, durations, variants for the hotfix lane, values of the wrong artifact. */
import { artifact, cache, environment, gate, identity, node, pipeline, rollout, sh } from "@shipline/core"
import { audit, image, lint, smoke, staging, unit } from "../shop.js"

gate("a", sh`true`, { timeout: "10 minuets" }) // Type '"10 minuets"' is not assignable to type
gate("b", sh`true`, { timeout: "ten minutes" }) // Type '"ten minutes"' is not assignable to type
gate("c", sh`true`, { timeout: 600 }) // Type 'number' is not assignable to type
gate("d", sh`true`, { timout: "10 minutes" }) // 'timout' does not exist in type
gate("e", (target) => sh`true ${target.url}`, { retry: 2 }) // 'retry' does not exist in type
gate("f", sh`true`, { shell: "zsh" }) // Type '"zsh"' is not assignable to type '"bash" | "sh"
gate("g", sh`true`, { advisory: "yes" }) // Type 'string' is not assignable to type 'boolean
gate("h", sh`true`, { env: { IMAGE: image.ref } }) // Type 'Ref<"app">' is not assignable to type 'string | number | Ref<never>'
gate("i", sh`true`, { env: { FLAG: true } }) // Type 'boolean' is not assignable to type 'string | number | Ref<never>'
gate("j", sh`true`, { services: { db: { image: "postgres:18", port: 5432 } } }) // 'port' does not exist in type 'Service'
gate("k", sh`true`, { toolchains: ["node"] }) // Type 'string' is not assignable to type 'Toolchain'
gate("l", sh`true`, { matrix: { node: "24" } }) // Type 'string' is not assignable to type 'readonly (string | number)[]'
// the variant for the hotfix lane uses what the gate does not use, or runs where the gate does not
gate("m", sh`true`, { hotfix: sh`check ${image.ref}` }) // Type 'Shell<"app">' is not assignable to type 'Shell<never>'
gate("n", sh`true`, { hotfix: (target: import("@shipline/core").Target) => sh`check ${target.url}` }) // is not assignable to type 'Shell<never>'
gate("o", (target) => sh`true ${target.url}`, { hotfix: sh`true` }) // Type 'Shell<never>' is not assignable to type '(target: Target) => Shell<never>'
gate("p", (target) => sh`true ${target.url}`, { hotfix: () => sh`check ${image.ref}` }) // Type '() => Shell<"app">' is not assignable to type '(target: Target) => Shell<never>'
audit.by(sh`npm audit`, { hotfix: sh`check ${image.ref}` }) // Type 'Shell<"app">' is not assignable to type 'Shell<never>'
audit.by(sh`npm audit`, { advisory: true }) // 'advisory' does not exist in type
// policies
environment("a", { require: [unit] }) // 'require' does not exist in type
environment("b", { requires: unit }) // "environment() was given something that is no gate"
environment("c", { requires: [unit], hotfix: { requires: [lint] } }) // Type 'Gate<"lint", never, "lint", never>' is not assignable to type 'Gate<"unit", never, "unit", never>'
environment("d", { requires: [smoke.on(staging)], hotfix: { requires: [smoke.on(environment("other"))] } }) // is not assignable to type 'Gate<"smoke", never, "smoke on staging", "deployed to staging">'
environment("e", { requires: [unit], hotfix: [unit] }) // Property 'requires' is missing in type
environment("f", { tier: "prod" }) // Type '"prod"' is not assignable to type
environment("g", { timeout: "1 fortnight" }) // Type '"1 fortnight"' is not assignable to type
// the rest
artifact.image("a") // Expected 2 arguments, but got 1.
artifact.image("a", { repo: "ghcr.io/acme/shop" }) // 'repo' does not exist in type 'ImageOptions'
artifact.files("b", { paths: "dist" }) // Type 'string' is not assignable to type 'readonly string[]'
cache({ key: "turbo" }) // Property 'paths' is missing in type
node("24", { cache: "pip" }) // Type '"pip"' is not assignable to type '"npm" | "pnpm" | "yarn"
identity.aws({ role: "arn:aws:iam::1:role/deploy" }) // Property 'region' is missing in type
rollout({ deploy: () => sh`true`, retries: 2 }) // 'retries' does not exist in type
pipeline("a", {}, (source) => source) // Property 'on' is missing in type
pipeline("b", { on: "push" }, (source) => source) // Type 'string' has no properties in common with type 'TriggerOptions'
pipeline("c", { on: { pushes: "main" } }, (source) => source) // 'pushes' does not exist in type 'TriggerOptions'
