const form = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(?:\.\d+)?(?:Z|[+-]\d{2}:\d{2})$/

/** Milliseconds since 1970 of an ISO 8601 text with its zone; NaN for anything else, so that every comparison with it fails. */
export const momentOf = (at: string): number => (form.test(at) ? Date.parse(at) : Number.NaN)
