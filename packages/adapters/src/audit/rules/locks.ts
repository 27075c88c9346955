import { mayBe } from "../pattern.js"
import { inText, type Rule } from "./rule.js"

/**
 * Jobs in the lock of a deployment. A group of which nothing is known but that it is a group is not meant: every second
 * workflow has `${{ github.workflow }}-${{ github.ref }}`.
 */
export const locks: Rule = ({ job, guarded }) =>
  job.locks.flatMap((said) =>
    guarded.locks.flatMap(({ text, environments }) => {
      const name = job.lockName(text)
      const isMet = said.may.some(
        (one) => mayBe(one, name) && one.some((part) => part !== null && /[a-z]{3}/i.test(part)),
      )
      return isMet ? inText(said, { subject: name, environments, what: `'${name}'` }) : []
    }),
  )
