/** Lines that stand inside others, deeper by so many steps. None of them may belong to a here-document. */
export const within = (lines: string, steps = 1): string => lines.replace(/^(?=.)/gm, "  ".repeat(steps))
