/** A release of an action: its tag, for people, and the commit that the tag named, for the runner. */
export interface Pin {
  readonly tag: string
  readonly commit: string
}

/**
 * The actions that generated workflows use, pinned by commit: a tag can be moved, a commit cannot.
 *
 * Each commit was read from the action's own repository, peeled where the tag is annotated. `date` is the day up to which
 * those repositories were seen; a newer release may exist. To update, change this file alone: the golden workflows show
 * the rest. A user's own pins go before these.
 */
export const pins = {
  date: "2026-08-20",
  actions: {
    "actions/cache": { tag: "v5.0.5", commit: "27d5ce7f107fe9357f9df03efb73ab90386fccae" },
    "actions/checkout": { tag: "v7.0.1", commit: "3d3c42e5aac5ba805825da76410c181273ba90b1" },
    "actions/download-artifact": { tag: "v8.0.1", commit: "3e5f45b2cfb9172054b4087a40e8e0b5a5461e7c" },
    "actions/setup-go": { tag: "v7.0.0", commit: "b7ad1dad31e06c5925ef5d2fc7ad053ef454303e" },
    "actions/setup-java": { tag: "v5.7.0", commit: "b6effb05e454b25005698d916606bdc6ffcbf961" },
    "actions/setup-node": { tag: "v7.0.0", commit: "820762786026740c76f36085b0efc47a31fe5020" },
    "actions/setup-python": { tag: "v7.0.0", commit: "5fda3b95a4ea91299a34e894583c3862153e4b97" },
    "actions/upload-artifact": { tag: "v7.0.0", commit: "bbbca2ddaa5d8feaa63e36b76fdaad77386f024f" },
    "aws-actions/configure-aws-credentials": { tag: "v6.2.3", commit: "e6de054238d6b7531b4efff3b6587d9aade6a06c" },
    "azure/login": { tag: "v3.0.1", commit: "f5d393ae46f8fde4be8b75f32e3fc50e654ad0ca" },
    "google-github-actions/auth": { tag: "v3.0.0", commit: "7c6bc770dae815cd3e89ee6cdf493a5fab2cc093" },
  },
} as const satisfies { readonly date: string; readonly actions: Readonly<Record<string, Pin>> }

/** The name of an action that the table pins. */
export type ActionName = keyof typeof pins.actions
