declare const SHIPLINE_VERSION: string

/** The version of this command. The build writes it in. */
export const version = SHIPLINE_VERSION
