import { receiptPath } from "../names.js"

/** A line of a receipt: its key, and a word for double quotes. */
export type ReceiptLine = readonly [key: string, words: string]

/** The end of a job's script: that it has passed, for this pipeline and this commit, and what it has made. */
export const receiptScript = (id: string, lines: readonly ReceiptLine[] = []): string => {
  const all: readonly ReceiptLine[] = [["pipeline", "$CI_PIPELINE_ID"], ["commit", "$CI_COMMIT_SHA"], ...lines]
  return `# Leave the receipt
{
${all.map(([key, words]) => `  echo "${key}=${words}"\n`).join("")}} > ${receiptPath(id)}
`
}

/** Reads receipts. One of another pipeline or commit, left behind on the machine, counts for nothing. */
export const readReceipts = `receipt() {
  if ! grep -qxF "pipeline=$CI_PIPELINE_ID" ".shipline/run/$1" 2> /dev/null ||
    ! grep -qxF "commit=$CI_COMMIT_SHA" ".shipline/run/$1"; then
    echo "The job '$1' has left no receipt for this pipeline and commit." >&2
    return 1
  fi
  sed -n "s/^$2=//p" ".shipline/run/$1"
}
`

/** Reads what the guard has handed on; what it says last is what holds. */
export const readGuard = `told() {
  sed -n "s/^$1=//p" "$SHIPLINE_OUTPUT" | tail -n 1
}
`
