/** What a job's script sets for itself at its beginning, by name: what no variable of a pipeline changes. */
export const told = (script: readonly string[]): Readonly<Record<string, string>> =>
  Object.fromEntries(
    [...(script[0] ?? "").matchAll(/^(?:export )?(\w+)=(?:'((?:[^']|'\\'')*)'|([\w-]+))$/gm)].map(
      ([, name = "", quoted, plain = ""]) => [name, quoted?.replaceAll("'\\''", "'") ?? plain],
    ),
  )
