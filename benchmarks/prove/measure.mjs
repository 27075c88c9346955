import { cpSync, readFileSync, writeFileSync } from "node:fs"
import { join } from "node:path"
import { freshFolder, here, installShipline, repository, requireBuilt, shiplineBin } from "../lib/paths.mjs"
import { read, roundRobin } from "../lib/processes.mjs"
import { progress } from "../lib/progress.mjs"
import { ratios, summary } from "../lib/statistics.mjs"

const platforms = ["github", "gitlab"]

const sample = (platform) =>
  JSON.parse(
    read({
      name: `prove for ${platform}`,
      command: process.execPath,
      args: [join(here, "prove", "sample.mjs"), platform],
      cwd: here,
    }),
  )

/** The command as it would be without the proof: built beside the other, for this measurement alone. */
const buildWithoutProof = () => {
  const folder = freshFolder("prove", "build")
  read({
    name: "build without the proof",
    command: process.execPath,
    args: ["scripts/build.mjs", "--only", "cli", "--no-types", "--without-proof", "--out", folder],
    cwd: repository,
  })
  return join(folder, "cli", "dist", "bin.cjs")
}

/** The ten jobs of the other comparison, of which another literal is changed before each run. */
const project = (name, bin) => {
  const cwd = freshFolder("prove", name)
  cpSync(join(here, "compile", "shipline"), cwd, { recursive: true })
  installShipline(cwd)
  const program = join(cwd, "pipelines", "shop.ts")
  const text = readFileSync(program, "utf8")
  return {
    name,
    command: process.execPath,
    args: [bin, "compile", "--out", "."],
    cwd,
    before: (round) => writeFileSync(program, text.replace('"15 minutes"', `"${round + 15} minutes"`)),
  }
}

/** How long a proof of two hundred jobs takes, and how much longer a compilation of ten becomes by its proof. */
export const measureProve = ({ rounds }) => {
  requireBuilt("@shipline/core", "@shipline/adapters", "shipline")
  const entries = [project("with", shiplineBin()), project("without", buildWithoutProof())]
  const times = roundRobin(entries, { rounds, warmUps: 3, report: progress("compile with and without the proof") })
  const report = progress("prove")
  const samples = new Map(platforms.map((platform) => [platform, []]))
  const proofs = Math.max(1, Math.round(rounds / 4))
  for (let round = 0; round < proofs; round++) {
    for (const platform of platforms) samples.get(platform).push(sample(platform))
    report(round + 1, proofs)
  }
  return {
    rounds,
    compile: {
      with: summary(times.get("with")),
      without: summary(times.get("without")),
      ratio: ratios(times.get("with"), times.get("without")),
    },
    proofs: platforms.map((platform) => {
      const [first, ...others] = samples.get(platform)
      const { prove, ...size } = first
      return { platform, ...size, milliseconds: summary([prove, ...others.map((one) => one.prove)]) }
    }),
  }
}
