interface Stream {
  readonly destroyed: boolean
  on(event: "drain" | "close", listener: () => void): unknown
  off(event: "drain" | "close", listener: () => void): unknown
}

/** Waits until a stream that was full takes more, or has been closed. */
export const roomy = (stream: Stream): Promise<void> =>
  new Promise((resolve) => {
    const done = () => {
      stream.off("drain", done)
      stream.off("close", done)
      resolve()
    }
    if (stream.destroyed) return resolve()
    stream.on("drain", done)
    stream.on("close", done)
  })
