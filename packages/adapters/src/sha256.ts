/** The first 32 bits of the fractional part of a root of each of the first primes, as the standard defines its constants. */
const constants = (count: number, root: (prime: number) => number): Uint32Array => {
  const found: number[] = []
  for (let candidate = 2; found.length < count; candidate++)
    if (isPrime(candidate)) found.push((root(candidate) % 1) * 0x1_0000_0000)
  return Uint32Array.from(found)
}

const isPrime = (candidate: number): boolean => {
  for (let divisor = 2; divisor * divisor <= candidate; divisor++) if (candidate % divisor === 0) return false
  return true
}

const start = constants(8, Math.sqrt)
const rounds = constants(64, Math.cbrt)

const turn = (word: number, bits: number): number => (word >>> bits) | (word << (32 - bits))

/** The bytes with a 1 bit, zeros and their length in bits behind them: a whole number of blocks of 64 bytes. */
const padded = (bytes: Uint8Array): DataView => {
  const whole = new Uint8Array(Math.ceil((bytes.length + 9) / 64) * 64)
  whole.set(bytes)
  whole[bytes.length] = 0x80
  const view = new DataView(whole.buffer)
  view.setBigUint64(whole.length - 8, BigInt(bytes.length) * 8n)
  return view
}

/** The words of a schedule and of a state are always there: their arrays have fixed lengths. */
const at = (words: Uint32Array, index: number): number => words[index] ?? 0

const addBlock = (state: Uint32Array, view: DataView, offset: number): void => {
  const schedule = new Uint32Array(64)
  for (let index = 0; index < 16; index++) schedule[index] = view.getUint32(offset + index * 4)
  for (let index = 16; index < 64; index++) {
    const [early, late] = [at(schedule, index - 15), at(schedule, index - 2)]
    const small = turn(early, 7) ^ turn(early, 18) ^ (early >>> 3)
    const large = turn(late, 17) ^ turn(late, 19) ^ (late >>> 10)
    schedule[index] = at(schedule, index - 16) + small + at(schedule, index - 7) + large
  }
  const words = state.slice()
  for (let index = 0; index < 64; index++) {
    const [a, b, c, e, f, g] = [at(words, 0), at(words, 1), at(words, 2), at(words, 4), at(words, 5), at(words, 6)]
    const choice = (e & f) ^ (~e & g)
    const majority = (a & b) ^ (a & c) ^ (b & c)
    const first =
      at(words, 7) + (turn(e, 6) ^ turn(e, 11) ^ turn(e, 25)) + choice + at(rounds, index) + at(schedule, index)
    const second = (turn(a, 2) ^ turn(a, 13) ^ turn(a, 22)) + majority
    words.copyWithin(1, 0, 7)
    words[4] = at(words, 4) + first
    words[0] = first + second
  }
  for (let index = 0; index < 8; index++) state[index] = at(state, index) + at(words, index)
}

/**
 * The sha256 of a text in UTF-8, `sha256:` and 64 hexadecimal digits (FIPS 180-4). It is here because the adapters are
 * pure: they may not ask the machine for it.
 */
export const sha256 = (text: string): string => {
  const view = padded(new TextEncoder().encode(text))
  const state = start.slice()
  for (let offset = 0; offset < view.byteLength; offset += 64) addBlock(state, view, offset)
  return `sha256:${[...state].map((word) => word.toString(16).padStart(8, "0")).join("")}`
}
