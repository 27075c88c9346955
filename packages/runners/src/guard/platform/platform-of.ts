import type { Variables } from "../input/variables.js"
import { github } from "./github.js"
import { gitlab } from "./gitlab.js"
import type { Platform } from "./platform.js"

/** The platform that has started this process. */
export const platformOf = (variables: Variables): Platform => (variables.GITLAB_CI === "true" ? gitlab : github)
