/** A word as a POSIX shell reads it back, quoted only where it must be: names hold spaces, and hints are copied. */
export const shellWord = (word: string): string =>
  /^[\w@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", `'\\''`)}'`
