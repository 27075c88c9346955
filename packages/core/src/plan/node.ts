import type { Job } from "./job.js"
import type { Lane } from "./lane.js"
import type { Place } from "./place.js"

interface NodeBase {
  /** Unique in the plan, also without regard to case: `[a-z][a-z0-9-]*`, at most 90 characters. */
  readonly id: string
  /** What a person reads: `unit`, `build app`, `smoke on staging`. */
  readonly title: string
  /**
   * The nodes that must have passed before this one starts, each named directly, in the plan's order.
   * An advisory node is never among them.
   */
  readonly needs: readonly string[]
  readonly lanes: readonly Lane[]
  readonly at?: Place
}

/** Builds an artifact, once. */
export interface BuildNode extends NodeBase {
  readonly kind: "build"
  readonly artifact: string
  readonly job: Job
}

/** Runs a gate on the source or on what was built from it. `gate` is an id of `Plan.gates`. */
export interface CheckNode extends NodeBase {
  readonly kind: "check"
  readonly gate: string
  readonly proof: string
  readonly job: Job
}

/** A person decides. */
export interface ApprovalNode extends NodeBase {
  readonly kind: "approval"
  readonly gate: string
  readonly proof: string
  /** Labels of the machine that asks, where a platform needs one; the pipeline's default. */
  readonly runner?: readonly string[]
}

/** Time that must pass with the candidate running, verified, in an environment. Milliseconds. */
export interface SoakNode extends NodeBase {
  readonly kind: "soak"
  readonly gate: string
  readonly environment: string
  readonly proof: string
  readonly duration: number
}

/** Puts the candidate on an environment. `proofs` are the nodes by which the environment's requirements are met. */
export interface DeployNode extends NodeBase {
  readonly kind: "deploy"
  readonly environment: string
  readonly proof: string
  readonly proofs: readonly { readonly proof: string; readonly node: string }[]
  /** The database versions that the candidate understands; see `SchemaRange`. */
  readonly schema?: { readonly version: number; readonly oldest: number }
  readonly job: Job
}

/** Runs a gate against an environment, after a deployment to it. */
export interface VerifyNode extends NodeBase {
  readonly kind: "verify"
  readonly gate: string
  readonly environment: string
  readonly proof: string
  readonly job: Job
}

export type Node = BuildNode | CheckNode | ApprovalNode | SoakNode | DeployNode | VerifyNode
export type NodeKind = Node["kind"]
export type NodeOf<K extends NodeKind> = Extract<Node, { readonly kind: K }>
