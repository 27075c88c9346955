const signals = ["SIGINT", "SIGTERM", "SIGHUP"] as const

/** Lets signals wait until the returned function is called; then the process ends by the one that came. */
export const holdSignals = (): (() => void) => {
  let came: NodeJS.Signals | undefined
  const note = (signal: NodeJS.Signals) => {
    came = signal
  }
  for (const signal of signals) process.on(signal, note)
  return () =>
    void setImmediate(() => {
      for (const signal of signals) process.off(signal, note)
      if (came !== undefined) process.kill(process.pid, came)
    })
}
