/** Who did something, as the platform attests it. Ids and names only, never a mail address: the ledger is for ever. */
export interface Actor {
  /** Who vouches for it: `https://github.com`, `https://gitlab.example.com`, or `local` for a person at a machine. */
  readonly issuer: string
  /** The issuer's own id of the actor, which does not change with the name. */
  readonly subject: string
  /** What people call the actor. */
  readonly name?: string
}

/** The run by which something was done. */
export interface RunReference {
  readonly id: string
  readonly url?: string
  /** Counted from 1 where a platform starts a run again. */
  readonly attempt?: number
}
