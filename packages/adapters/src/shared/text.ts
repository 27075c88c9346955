/** Whether a file and an environment variable can hold the text: no NUL, no half of a character. */
export const isHoldable = (text: string): boolean => !/\0|\p{Cs}/u.test(text)
