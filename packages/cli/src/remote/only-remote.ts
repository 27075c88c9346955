import { refuse } from "../problem.js"

/** Whoever names a branch means GitHub: nothing is deployed from this machine instead. */
export const onlyRemote = ({ remote, ref }: { readonly remote: boolean; readonly ref: string | undefined }): void => {
  if (ref !== undefined && !remote)
    refuse(
      "SL5006",
      "'--ref' names what GitHub runs, and without '--remote' this machine runs HEAD",
      "Add --remote, or leave --ref out.",
    )
}
