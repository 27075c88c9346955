/** Milliseconds in whole minutes, one at least. */
export const inMinutes = (milliseconds: number): number => Math.max(1, Math.ceil(milliseconds / 60_000))
