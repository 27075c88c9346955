import type { ApprovalNode, SoakNode } from "@shipline/core/plan"
import { usualImage } from "../image.js"
import type { GitlabJob } from "../model.js"
import { receiptPath } from "../names.js"
import { type ReceiptLine, receiptScript } from "../scripts/receipt.js"
import { setUpScript } from "../scripts/set-up.js"

/** A job that waits before it starts, holds no machine while it does, and only leaves its receipt. */
export const waitingJob = (
  node: ApprovalNode | SoakNode,
  tags: readonly string[],
  receipt: readonly ReceiptLine[],
): Omit<GitlabJob, "stage" | "needs" | "rules"> => ({
  id: node.id,
  ...(tags.length === 0 ? { image: { name: usualImage, bare: false } } : {}),
  services: [],
  tags,
  interruptible: false,
  minutes: 5,
  advisory: false,
  tokens: [],
  variables: [{ name: "GIT_STRATEGY", value: "none" }],
  caches: [],
  script: [setUpScript({ id: node.id, lane: "none", guarded: false, constants: [] }), receiptScript(node.id, receipt)],
  afterScript: [],
  keeps: [receiptPath(node.id)],
  guarded: false,
})
