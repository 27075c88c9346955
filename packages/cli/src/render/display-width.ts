/** A module of its own, so that it brings nothing else with it where it is loaded on demand. */
export { displayWidth } from "effect/cli/CliOutput"
