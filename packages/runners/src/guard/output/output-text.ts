/** An output as the runner reads it. The end of the value is a word that no value can hold, because nobody knows it before. */
export const outputText = ([name, value]: readonly [name: string, value: string]): string => {
  const end = `shipline-${crypto.randomUUID()}`
  return `${name}<<${end}\n${value}\n${end}\n`
}
