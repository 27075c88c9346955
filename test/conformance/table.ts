import type { Pipeline } from "@shipline/core"
import { gitlabOf } from "./on-gitlab.js"
import { realScenariosOf, scenariosOf } from "./scenario.js"
import { isCompared, skips, unrun } from "./skips.js"

const cell = (text: string): string => text.replaceAll("|", "\\|")

const row = ({ name, plan }: Pipeline): readonly string[] => {
  const scenarios = scenariosOf(plan).filter((scenario) => isCompared(name, scenario))
  const dry = scenarios.filter(({ mishap }) => mishap?.how !== "is cancelled with the run")
  const { codes } = gitlabOf(plan)
  return [
    cell(name),
    String(plan.nodes.length),
    String(scenarios.length),
    codes.length === 0 ? String(scenarios.length) : codes.join(", "),
    String(dry.length),
    unrun.has(name) ? "–" : String(realScenariosOf(plan).length),
  ]
}

const line = (cells: readonly string[]): string => `| ${cells.join(" | ")} |`

/** The page that tells what was compared: from the programs, so that it cannot say more than is tested. */
export const conformancePage = (programs: readonly Pipeline[]): string => {
  const rows = programs.map(row)
  const sum = (column: number) => rows.reduce((all, cells) => all + (Number(cells[column]) || 0), 0)
  const everywhere = rows.filter((cells) => /^\d+$/.test(cells[3] ?? "")).length
  const refused = programs.flatMap(({ name, plan }) => {
    const { messages } = gitlabOf(plan)
    return messages.length === 0 ? [] : [`- **${cell(name)}**, on GitLab: ${messages.map(cell).join("; ")}.`]
  })
  return `# One meaning on every backend

The same programs are taken through GitHub and GitLab, each simulated step by step from the files that the compiler emits, through dry runs with
the real scheduler and the real admission, and through real runs on this machine. The same things happen to them everywhere: nothing goes wrong; each job fails;
each job runs out of time; each approval is refused; the run is cancelled during each job that is no deployment; in each lane, on each event, on a branch or tag of each pattern, and to each environment.

Compared are, for each of these scenarios: which jobs have begun, which have given their proof, which of them has waited for which, and which artifacts
each was given. A difference fails the tests, and so does this page where it is not what they do.

The numbers are scenarios. ${programs.length} programs, ${everywhere} of them on GitHub, on GitLab and in dry runs, ${sum(2)} scenarios.

${line(["program", "jobs", "GitHub", "GitLab", "dry run", "this machine"])}
${line(["---", "---:", "---:", "---:", "---:", "---:"])}
${rows.map(line).join("\n")}
${line(["all", String(sum(1)), String(sum(2)), String(sum(3)), String(sum(4)), String(sum(5))])}

A promotion, a rollback and a hotfix of \`hurried\` really run on this machine besides.

## What is not compared, and why

- A cancelled run, in dry runs: they cannot be cancelled. Real runs are.
- Which job has waited for which, on this machine: a real run shows only that it has kept every wait that GitHub's file asks for, not that it has no other. In dry
  runs each job is made slow in turn, which shows both.
- The artifacts of a failing deployment are those that the ledger recorded when it began, on this machine and in dry runs.
- An approval that is refused: on GitHub somebody rejects it and its job fails, on GitLab nobody plays its job, which goes on waiting. What stands behind it starts on neither.
- A job that runs out of time: GitHub calls it cancelled, GitLab and this machine failed. It gives no proof on either.
- A failed job ends what else runs on this machine, and not on the platforms: the failing job is therefore made the last one of those that wait for nothing else.
${skips.map(({ program, what, reason }) => `- **${program}**, ${what}: ${reason}.`).join("\n")}
${[...unrun].map(([program, reason]) => `- **${program}**, on this machine: ${reason}.`).join("\n")}
${refused.join("\n")}
`
}
