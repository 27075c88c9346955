/** By what a command is known wherever it stands. */
export type Mark =
  /** A program and a word that says what it does: `kubectl apply`. `verb` is absent where the program alone says it. */
  | { readonly kind: "program"; readonly program: string; readonly verb?: string }
  /** A file that is run, by its path in the repository. */
  | { readonly kind: "file"; readonly path: string }
  /** A script of a package or a target of make: `npm run deploy`. */
  | { readonly kind: "script"; readonly name: string }
  /** Where something is brought: `rsync` to `deploy@shop.example`. */
  | { readonly kind: "place"; readonly program: string; readonly place: string }

/** A mark as a person would say it, and as a baseline keeps it. */
export const markText = (mark: Mark): string => {
  switch (mark.kind) {
    case "program":
      return mark.verb === undefined ? mark.program : `${mark.program} ${mark.verb}`
    case "file":
      return mark.path
    case "script":
      return mark.name
    case "place":
      return `${mark.program} ${mark.place}`
  }
}
