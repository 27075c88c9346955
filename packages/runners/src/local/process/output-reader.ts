import { makeLineSplitter } from "./line-splitter.js"
import type { Mask } from "./masker.js"

/** Turns the bytes of one job into masked lines, in bounded memory. */
export interface OutputReader {
  push(bytes: Uint8Array): readonly string[]
  end(): readonly string[]
}

/** Bytes that are no UTF-8 become U+FFFD. Secrets are masked before lines are cut, so that none hides across pieces. */
export const makeOutputReader = (mask: Mask): OutputReader => {
  const decoder = new TextDecoder("utf-8", { ignoreBOM: true })
  const masker = mask.stream()
  const splitter = makeLineSplitter()
  return {
    push: (bytes) => splitter.push(masker.push(decoder.decode(bytes, { stream: true }))),
    end: () => [...splitter.push(masker.push(decoder.decode()) + masker.end()), ...splitter.end()],
  }
}
