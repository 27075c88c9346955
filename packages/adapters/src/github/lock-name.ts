/** The concurrency group of a lock. */
export const lockName = (lock: string): string => `deploy-${lock}`
