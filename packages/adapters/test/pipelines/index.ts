import type { Pipeline } from "@shipline/core"
import { approvals } from "./approvals.js"
import { careful } from "./careful.js"
import { clouds } from "./clouds.js"
import { containers } from "./containers.js"
import { lanes } from "./lanes.js"
import { matrices } from "./matrix.js"
import { monorepo } from "./monorepo.js"
import { names } from "./names.js"
import { nightly } from "./nightly.js"
import { platform } from "./platform.js"
import { pullRequests } from "./pull-requests.js"
import { raw } from "./raw.js"
import { release } from "./release.js"
import { retries } from "./retries.js"
import { services } from "./services.js"
import { shards } from "./shards.js"
import { shop } from "./shop.js"
import { smallest } from "./smallest.js"

/** Every pipeline that each adapter compiles to a golden file. */
export const pipelines: readonly Pipeline[] = [
  approvals,
  careful,
  clouds,
  containers,
  lanes,
  matrices,
  monorepo,
  names,
  nightly,
  platform,
  pullRequests,
  raw,
  release,
  retries,
  services,
  shards,
  shop,
  smallest,
]
