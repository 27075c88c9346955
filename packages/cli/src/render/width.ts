/** How many cells of a terminal a text takes. */
export type Width = (text: string) => number

/** The width of what is ASCII. */
export const plainWidth: Width = (text) => text.length

/**
 * How widths are measured where this text is shown. Only what is beyond ASCII is measured by what a terminal shows: what
 * does that takes longer to start than everything else of a quick command.
 */
export const widthFor = async (text: string): Promise<Width> =>
  /^[\x20-\x7e\n]*$/.test(text) ? plainWidth : (await import("./display-width.js")).displayWidth
