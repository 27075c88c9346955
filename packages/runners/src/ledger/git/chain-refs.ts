import { slug } from "@shipline/core/plan"

/** Where the chains are: branches, because only branches can be protected. */
export const branches = "refs/heads/shipline/ledger/"

/** Where this repository keeps what it has seen of a remote's chains. */
export const seen = "refs/shipline/ledger/"

/** The last part of the name of an environment's branch. */
export const chainName = (environment: string): string => slug(environment)

/** `shipline/ledger/production`, as people know a branch. */
export const branchName = (environment: string): string => `shipline/ledger/${chainName(environment)}`
