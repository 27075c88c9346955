const sequences = /\x1b\[[0-9;:?]*[ -/]*[@-~]|\x1b\][^\x07\x1b]*(?:\x07|\x1b\\)?|\x1b[@-_]/g

/** A line of a job as it may be shown beside others: colours where they are wanted, nothing that moves the cursor. */
export const cleanLine = (line: string, colour: boolean): string => {
  const visible = line.slice(line.replace(/\r+$/, "").lastIndexOf("\r") + 1).replace(/\r+$/, "")
  const kept = visible.replace(sequences, (sequence) => (colour && /^\x1b\[[0-9;:]*m$/.test(sequence) ? sequence : ""))
  const text = kept.replace(/[\0-\x08\x0b-\x1a\x1c-\x1f\x7f]/g, "")
  return colour && text.includes("\x1b[") ? `${text}\x1b[0m` : text
}
