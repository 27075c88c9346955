import type { Value } from "@shipline/core/plan"

export type SecretValue = Extract<Value, { readonly kind: "secret" }>

const upperSnake = (text: string) =>
  text
    .replace(/([a-z0-9])([A-Z])/g, "$1_$2")
    .replace(/[^A-Za-z0-9]+/g, "_")
    .toUpperCase()

/**
 * The variables of the environment that may hold a secret, the best first: `STAGING_TOKEN`, then `TOKEN` for the secret
 * `TOKEN` of the environment staging; `TOKEN` alone for one of the whole pipeline.
 */
export const secretNames = (secret: SecretValue): readonly string[] =>
  secret.environment === undefined ? [secret.name] : [`${upperSnake(secret.environment)}_${secret.name}`, secret.name]
