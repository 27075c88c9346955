/** A way into an environment, and what it asks for. */
export interface Way {
  /** The lane; absent where any run may come this way. */
  readonly lane?: string
  /**
   * The jobs, by their ids in the file, that must have passed in the same run. Where `proof` is there it is what the
   * environment calls it.
   */
  readonly gates: readonly RequiredGate[]
  /** The jobs that may deploy this way, by id; absent: any that may deploy there. */
  readonly deploys?: readonly string[]
  /** The environment that whoever started the run must have chosen; absent where there is nothing to choose. */
  readonly chosen?: string
  /** Nothing runs again: the ledger holds the proofs, so that the job must ask the guard before anything else. */
  readonly byLedger?: true
}

/** A gate that must really have passed. */
export interface RequiredGate {
  /** The id of its job, as the files write it. */
  readonly job: string
  /** What it is called in the plan. Default: what its job is called. */
  readonly proof?: string
}

/** What must hold before anything is deployed to an environment. */
export interface EnvironmentRequirements {
  /** Its name, as the files write it. */
  readonly environment: string
  /** The allowed ways. A run of any other lane must deploy nothing there. */
  readonly ways: readonly Way[]
  /** The jobs that may deploy there, by id; absent: whichever does is held against the ways. */
  readonly deploys?: readonly string[]
  /** The jobs that may read its secrets without deploying, once a deployment of the run has passed; absent: none. */
  readonly users?: readonly string[]
  /** The jobs that deploy there or read its secrets by requirements of their own, which another proof is about, by id; absent: none. */
  readonly elsewhere?: readonly string[]
  /** The names of its secrets, where they are known: whoever names one touches the environment. */
  readonly secrets?: readonly string[]
  /** The lock that its deployments share. */
  readonly lock?: string
}

/** What a proof is about: made from a plan, or by a team for files that it wrote itself. */
export interface Requirements {
  readonly environments: readonly EnvironmentRequirements[]
  /**
   * The references from which anything may be deployed: patterns of `*` and `**`, and `default` where it is the
   * repository's default branch. Absent: the proof says what it assumes instead.
   */
  readonly refs?: { readonly branches: readonly string[]; readonly tags: readonly string[]; readonly default?: true }
  /** Other environments that the files may name, such as those whose reviewers decide an approval. */
  readonly others?: readonly string[]
  /**
   * The scripts of the program: what they say is their author's own decision. Present where the files were made from a
   * plan, which are also held against the rules for such files.
   */
  readonly program?: readonly string[]
}
