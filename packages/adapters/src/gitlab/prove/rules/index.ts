import { gatesInEveryPush } from "./gates-in-every-push.js"
import { hasRules } from "./has-rules.js"
import { inputsHaveDefaults } from "./inputs-have-defaults.js"
import { inputsStayInside } from "./inputs-stay-inside.js"
import { laneAsked } from "./lane-asked.js"
import { laneByInput } from "./lane-by-input.js"
import { lanesByHand } from "./lanes-by-hand.js"
import { neverInterrupted } from "./never-interrupted.js"
import { noDotenvInRules } from "./no-dotenv-in-rules.js"
import { noInputInScript } from "./no-input-in-script.js"
import { oneAtATime } from "./one-at-a-time.js"
import { oneDeployment } from "./one-deployment.js"
import type { TextRule } from "./rule.js"
import { shortNames } from "./short-names.js"

/** What the text of a file that Shipline has written keeps. */
export const textRules: readonly TextRule[] = [
  neverInterrupted,
  oneAtATime,
  oneDeployment,
  laneByInput,
  laneAsked,
  lanesByHand,
  hasRules,
  gatesInEveryPush,
  noDotenvInRules,
  noInputInScript,
  inputsStayInside,
  inputsHaveDefaults,
  shortNames,
]
