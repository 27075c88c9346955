/** One line that counts, on a terminal; a line for the beginning and the end elsewhere. */
export const progress = (what) => (done, of) => {
  if (process.stderr.isTTY) process.stderr.write(`\r${what}: ${done} of ${of}${done === of ? "\n" : ""}`)
  else if (done === of) process.stderr.write(`${what}: ${of} rounds\n`)
}
