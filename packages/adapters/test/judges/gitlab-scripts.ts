import { isMap, isScalar, isSeq, LineCounter, parseAllDocuments, Scalar, type YAMLSeq } from "yaml"

/** Lines that one shell runs from their beginning to their end. */
export interface ShellText {
  readonly job: string
  readonly shell: "sh" | "bash"
  readonly text: string
  /** The line of the file that holds the text's first line. */
  readonly line: number
}

/** What a job's script hands to a shell of its own, by a here-document. */
const inner = ({ job, text, line }: ShellText): readonly ShellText[] => {
  const found: ShellText[] = []
  const lines = text.split("\n")
  for (let index = 0; index < lines.length; index++) {
    const end = /^\s*cat > "\$SHIPLINE_WORK\/script\.sh" << '(\w+)'$/.exec(lines[index] ?? "")?.[1]
    if (end === undefined) continue
    const last = lines.indexOf(end, index)
    const call = lines.slice(last + 1).find((one) => one.includes('"$SHIPLINE_WORK/script.sh"')) ?? ""
    found.push({
      job,
      shell: / bash --noprofile|^bash /.test(` ${call}`) ? "bash" : "sh",
      text: `${lines.slice(index + 1, last).join("\n")}\n`,
      line: line + index + 1,
    })
  }
  return found
}

/** The entries of a script, each on its own: most jobs share most of theirs. */
const entriesOf = (entries: YAMLSeq, job: string, lines: LineCounter): readonly ShellText[] =>
  entries.items.flatMap((item): readonly ShellText[] => {
    if (!isScalar(item) || !item.range) return []
    const line = lines.linePos(item.range[0]).line + (item.type === Scalar.BLOCK_LITERAL ? 1 : 0)
    return [{ job, shell: "sh", text: String(item.value), line }]
  })

/** Every script of a file of GitLab's: the jobs' own, which a POSIX shell must read, and those of the program in them. */
export const gitlabScripts = (text: string): readonly ShellText[] => {
  const lines = new LineCounter()
  const document = parseAllDocuments(text, { lineCounter: lines }).at(-1)
  const jobs = document?.contents
  return (isMap(jobs) ? jobs.items : []).flatMap(({ key, value }) =>
    ["script", "after_script"].flatMap((name) => {
      const entries = isMap(value) ? value.get(name) : undefined
      return isSeq(entries) ? entriesOf(entries, String(key), lines).flatMap((one) => [one, ...inner(one)]) : []
    }),
  )
}
