/** The values of inputs by name. */
export type Inputs = { readonly [name: string]: unknown }

export interface InputSpec {
  readonly type?: "string" | "number" | "boolean" | "array"
  readonly options?: readonly (string | number)[]
  readonly regex?: string
  readonly default?: unknown
}

/** Why GitLab makes no pipeline of a file. */
export class Refused extends Error {}

const fits = (value: unknown, type: InputSpec["type"]): boolean =>
  type === "array" ? Array.isArray(value) : typeof value === type

/** The inputs of a file with their defaults. Throws `Refused` where GitLab refuses them. */
export const checkedInputs = (specs: { readonly [name: string]: InputSpec | null }, given: Inputs): Inputs => {
  for (const name of Object.keys(given)) if (!Object.hasOwn(specs, name)) throw new Refused(`unknown input: ${name}`)
  return Object.fromEntries(
    Object.entries(specs).map(([name, spec]) => {
      const { type = "string", options, regex, default: usual } = spec ?? {}
      const value = given[name] ?? usual
      if (value === undefined) throw new Refused(`the input ${name} has no value`)
      if (!fits(value, type)) throw new Refused(`the input ${name} is no ${type}`)
      if (options !== undefined && !options.some((one) => one === value)) throw new Refused(`no option of ${name}`)
      const shape = regex === undefined ? undefined : new RegExp(regex.replace(/^\/|\/$/g, ""))
      if (shape !== undefined && !shape.test(String(value))) throw new Refused(`the input ${name} has another shape`)
      return [name, value]
    }),
  )
}

/** The text with its inputs put in, as text, before it is read as YAML. */
export const interpolate = (text: string, inputs: Inputs): string =>
  text.replace(/\$\[\[\s*(.*?)\s*\]\]/g, (_, inside: string) => {
    const name = /^inputs\.([\w-]+)$/.exec(inside)?.[1]
    if (name === undefined || !Object.hasOwn(inputs, name)) throw new Refused(`cannot put in: ${inside}`)
    const value = inputs[name]
    return typeof value === "string" ? value : JSON.stringify(value)
  })
