import * as Flag from "effect/cli/Flag"

/** A text that need not be given. */
export const text = (name: string, metavar: string, description: string) =>
  Flag.String(name).pipe(Flag.withMetavar(metavar), Flag.withDescription(description), Flag.optional)

/** Where deployments are recorded. */
export const ledger = text(
  "ledger",
  "REMOTE",
  "The remote with the ledger, or local; default: origin, where there is one",
)

export const incident = text("incident", "ID", "The incident that it belongs to, such as INC-1234")

/** Why, where it must be said. */
export const reason = Flag.String("reason").pipe(Flag.withMetavar("TEXT"), Flag.withDescription("Why; it is recorded"))

export const override = Flag.Literals("override", ["freeze"]).pipe(
  Flag.withDescription("Set a rule aside, for the reason that is given; recorded and counted"),
  Flag.atMost(1),
)

/** How a lane is started where the pipeline's file runs. */
export const remoteFlags = {
  remote: Flag.Boolean("remote").pipe(
    Flag.withoutNegation,
    Flag.withDescription("Start it on GitHub by gh, or print the command; of GitLab, print the request"),
    Flag.withDefault(false),
  ),
  ref: text("ref", "NAME", "With --remote: the branch or tag whose workflow runs"),
}
