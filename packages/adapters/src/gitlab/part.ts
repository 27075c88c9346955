import type { JobScope } from "./scope.js"
import type { Variables } from "./variables.js"

/** A job that is being written: what it is about, and the variables that its scripts read. */
export interface Part extends JobScope {
  readonly variables: Variables
  /** Whether docker is certainly there. */
  readonly docker: boolean
}
