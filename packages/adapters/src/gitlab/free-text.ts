/**
 * What a generated file admits as free text, as GitLab's regular expression: nothing that ends a string, begins a variable
 * or another input, or is no letter to be read.
 */
export const freeText = "^[^\"'\\\\$`\\x00-\\x1f\\x7f-\\x9f]{0,200}$"

/**
 * Whether GitLab takes a text as the `reason` or the `incident` of a generated file: at most 200 characters in one line,
 * without quotes, backslashes, backticks and `$`. Use it before a pipeline is asked for, to say what is wrong with the
 * text where it was given.
 *
 * @example
 * ```ts
 * import { isFreeText } from "@shipline/adapters/gitlab"
 *
 * console.log(isFreeText("prices are wrong"), isFreeText("it costs $5")) // true false
 * ```
 */
export const isFreeText = (text: string): boolean => new RegExp(freeText, "u").test(text)
