#!/usr/bin/env node
// Runs on every Node there is, to tell people which one they need; everything else is in ./start.cjs.
const [major = 0, minor = 0] = process.versions.node.split(".").map(Number)
if (major > 22 || (major === 22 && minor >= 19)) {
  require("./start.cjs")
} else {
  console.error(`shipline needs Node 22.19 or later; this is Node ${process.versions.node}.`)
  process.exitCode = 2
}
