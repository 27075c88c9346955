/** What the commands that look into the ledger were asked. */
export interface LookOptions {
  /** The name of a remote, or `local`. */
  readonly ledger?: string
  readonly json: boolean
}

export interface HistoryOptions extends LookOptions {
  readonly environment: string
  /** How many entries are shown at most. */
  readonly limit: number
}

export interface WhyOptions extends LookOptions {
  readonly environment: string
}

/** How many entries `shipline history` shows where nobody says. */
export const defaultLimit = 20

/** A command that looks into the ledger, understood. */
export type Look =
  | { readonly command: "status"; readonly options: LookOptions }
  | { readonly command: "history"; readonly options: HistoryOptions }
  | { readonly command: "why"; readonly options: WhyOptions }
