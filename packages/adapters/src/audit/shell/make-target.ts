import { normalPath } from "../path.js"
import type { Callee, Read } from "./callee.js"

interface Part {
  readonly text: string
  /** From 1. */
  readonly line: number
}

/** The recipe of a target behind those of what it needs. */
const recipe = (text: string, target: string): readonly Part[] => {
  const lines = text.replaceAll("\r\n", "\n").split("\n")
  const seen = new Set<string>()
  const visit = (name: string): readonly Part[] => {
    if (seen.has(name)) return []
    seen.add(name)
    return lines.flatMap((line, index) => {
      const [, targets = "", needs = "", inline] = /^([^\s:#=][^:=#]*):(?!=)([^;#]*)(?:;(.*))?/.exec(line) ?? []
      if (!targets.trim().split(/\s+/).includes(name)) return []
      const end = lines.findIndex((one, at) => at > index && !/^\t|^\s*(?:#|$)/.test(one))
      const body = lines.slice(index + 1, end < 0 ? undefined : end)
      const before = needs.trim().split(/\s+/)
      return [
        ...before.filter((need) => need !== "").flatMap(visit),
        ...(inline === undefined ? [] : [{ text: inline, line: index + 1 }]),
        { text: body.map((one) => one.replace(/^\t[@+-]*/, "").replaceAll("$$", "$")).join("\n"), line: index + 2 },
      ]
    })
  }
  return visit(target)
}

/** A target of the makefile in a folder; the first target where none is named. */
export const makeTarget = (name: string | undefined, folder: string, read: Read): readonly Callee[] => {
  for (const file of ["GNUmakefile", "makefile", "Makefile"]) {
    const path = normalPath(`${folder}/${file}`) ?? file
    const text = read(path)
    if (text === undefined) continue
    const target = name ?? /^([\w-]+)\s*:(?!=)/m.exec(text)?.[1] ?? ""
    return recipe(text, target).map((part, index) => ({
      key: `${path}#${target}#${index}`,
      text: part.text,
      folder,
      at: (line) => `${path}:${part.line + line}`,
    }))
  }
  return []
}
