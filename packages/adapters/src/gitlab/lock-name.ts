import { slug } from "@shipline/core/plan"
import { limits } from "./limits.js"

/**
 * The resource group of a lock. Names that differ in case and punctuation alone share one: one waits for the other, and
 * nothing worse.
 */
export const lockName = (lock: string): string => `deploy-${slug(lock)}`.slice(0, limits.resourceGroup)
