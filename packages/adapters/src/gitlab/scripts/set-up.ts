import { receiptPath } from "../names.js"

interface SetUp {
  /** The job that will have passed. */
  readonly id: string
  /** Whether what runs depends on the lane; `menu` where there is more than one. */
  readonly lane: "none" | "release" | "menu"
  /** Whether the guard is called. */
  readonly guarded: boolean
}

const lanes: { readonly [L in SetUp["lane"]]: string } = {
  none: "",
  release: "export SHIPLINE_LANE=release\n",
  menu: "export SHIPLINE_LANE='$[[ inputs.lane ]]'\n",
}

/** Where Shipline's lines and the guard keep what they work with. */
const folders = (guarded: boolean): string => `export SHIPLINE_WORK="$PWD/.shipline/work"
${
  guarded
    ? `export SHIPLINE_OUTPUT="$PWD/.shipline/out"
export SHIPLINE_SUMMARY="$PWD/.shipline/summary.md"
`
    : ""
}`

/** The beginning of a job's script. The lane is one of a closed list, written into the file: no variable changes it. */
export const setUpScript = ({ id, lane, guarded }: SetUp): string =>
  `# Set up
${lanes[lane]}${folders(guarded)}rm -f ${receiptPath(id)}${guarded ? ' "$SHIPLINE_OUTPUT" "$SHIPLINE_SUMMARY"' : ""}
mkdir -p .shipline/run "$SHIPLINE_WORK"
`

/** The beginning of what runs after a script, in a shell of its own. */
export const setUpAfterScript = (lane: SetUp["lane"]): string => `${lanes[lane]}${folders(true)}`
