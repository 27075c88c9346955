import { canvasFor } from "../render/canvas-for.js"
import { proofText } from "../render/proof-text.js"
import { report } from "../render/report.js"
import type { ExitCode, Session } from "../session.js"
import { proofFindings } from "../verify/findings.js"
import type { VerifyOptions } from "../verify/options.js"
import { proofData, worst } from "../verify/proof-data.js"
import { prove } from "../verify/prove.js"
import { questions } from "../verify/questions.js"
import { writeData, writeJson } from "../write-out.js"
import { orRefused } from "./refused.js"

/**
 * `shipline verify`: whether CI files keep what their plan promises, or what a team asks of them. 1 where one does not, or
 * cannot be judged.
 */
export const verify = (options: VerifyOptions, session: Session): Promise<ExitCode> =>
  orRefused(
    session,
    async () => {
      const { root, asked } = await questions(options, session)
      const answers = asked.map(prove)
      if (options.json) writeJson(proofData(session.cwd, root, answers))
      else writeData(await canvasFor((canvas) => proofText(answers, canvas)))
      report(session.cwd, proofFindings(root, answers))
      return worst(answers.map(({ proof }) => proof.verdict)) === "proved" ? 0 : 1
    },
    options.json,
  )
