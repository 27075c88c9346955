import { receiptPath } from "../names.js"
import { quoted } from "../quoted.js"
import type { Constant } from "../variables.js"

interface SetUp {
  /** The job that will have passed. */
  readonly id: string
  /** Whether what runs depends on the lane; `menu` where there is more than one. */
  readonly lane: "none" | "release" | "menu"
  /** Whether the guard is called. */
  readonly guarded: boolean
  readonly constants: readonly Constant[]
}

const lanes: { readonly [L in SetUp["lane"]]: string } = {
  none: "",
  release: "export SHIPLINE_LANE=release\n",
  menu: "export SHIPLINE_LANE='$[[ inputs.lane ]]'\n",
}

const assigned = (constants: readonly Constant[]): string =>
  constants.map(({ name, text, exported }) => `${exported === true ? "export " : ""}${name}=${quoted(text)}\n`).join("")

/** Where Shipline's lines and the guard keep what they work with. The guard is told that it is called by GitLab. */
const folders = (guarded: boolean): string => `export SHIPLINE_WORK="$PWD/.shipline/work"
${
  guarded
    ? `export SHIPLINE_OUTPUT="$PWD/.shipline/out"
export SHIPLINE_SUMMARY="$PWD/.shipline/summary.md"
export GITLAB_CI=true
unset SHIPLINE_VERSION
`
    : ""
}`

/** The beginning of a job's script: what is known is set there, so that no variable of a pipeline changes it. */
export const setUpScript = ({ id, lane, guarded, constants }: SetUp): string =>
  `# Set up
${lanes[lane]}${assigned(constants)}${folders(guarded)}rm -f ${receiptPath(id)}${guarded ? ' "$SHIPLINE_OUTPUT" "$SHIPLINE_SUMMARY"' : ""}
mkdir -p .shipline/run "$SHIPLINE_WORK"
`

/** The beginning of what runs after a script, in a shell of its own. */
export const setUpAfterScript = (lane: SetUp["lane"], constants: readonly Constant[]): string =>
  `${lanes[lane]}${assigned(constants)}${folders(true)}`
