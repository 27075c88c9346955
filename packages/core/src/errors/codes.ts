/**
 * Every code that Shipline reports, with what it stands for. Codes never change their meaning:
 * SL1 the program, SL2 the plan, SL3 a platform, SL4 a run, SL5 the command, SL6 an admission and the ledger.
 */
export const codes = {
  SL1001: "a name is empty, too long or holds characters that no platform can show",
  SL1002: "a value stands in a script where the shell would not expand it safely",
  SL1003: "a script holds an escape that JavaScript does not know",
  SL1004: "something else was given where a gate, an environment, an artifact or another value of the language belongs",
  SL1005: "a duration is not a number and a unit, or is out of range",
  SL1006: "an option has a value that it cannot have",
  SL1007: "a candidate of another pipeline was used",
  SL1008: "the program of a pipeline did not return a candidate",
  SL1009: "a name of a secret or a variable is not one that a shell can hold",
  SL2001: "an environment or a gate is out of reach: a proof is missing",
  SL2002: "an environment is out of reach: the candidate is not deployed where it must have been",
  SL2003: "a gate comes before the deployment that it checks",
  SL2004: "an artifact is used that is not built",
  SL2005: "an artifact is built more than once",
  SL2006: "one name stands for two different things",
  SL2007: "the gate that ran is not the gate that the environment named",
  SL2008: "an advisory gate is required",
  SL2009: "a hotfix policy names a gate that the environment does not require",
  SL2010: "the nodes of the plan wait for each other in a circle",
  SL2011: "the plan names something that it does not hold",
  SL2012: "an environment is deployed to more than once",
  SL2013: "a deployment that a lane allows cannot be reached in it",
  SL2014: "a matrix value or a shard is used by a job that has none",
  SL2015: "an image has no path",
  SL2016: "the secret or the address of one environment is used in the job of another",
  SL2017: "one variable of a job would hide another",
  SL2018: "nothing starts the pipeline",
  SL2019: "the plan is not of a shape that this version reads",
  SL2020: "a deployment could start before a gate has passed",
  SL2021: "a hotfix policy leaves out a gate that is never waivable",
  SL2022: "the hotfix lane cannot keep its budget",
  SL6001: "a proof that an environment requires is missing, or its latest verdict is not passed",
  SL6002: "a candidate is older than what an environment has had",
  SL6003: "a release is blocked",
  SL6004: "an environment is frozen",
  SL6005: "another deployment to an environment is under way",
  SL6006: "a release never ran in an environment with its checks passed, so nobody can go back to it",
  SL6007: "a rollback names what runs already",
  SL6008: "the database of an environment no longer serves a release",
  SL6009: "a reason is missing",
  SL6010: "a release has not run long enough in an environment",
  SL6011: "an override names a rule that cannot be overridden",
  SL6012: "the hotfix lane does not lead to an environment",
  SL6013: "a record is not of a shape that this version reads",
} as const

/**
 * A stable code. SL1, SL2 and SL60 are listed in `codes`; adapters, runners and the command add their own SL3, SL4, SL5
 * and SL61.
 */
export type Code = keyof typeof codes | `SL3${string}` | `SL4${string}` | `SL5${string}` | `SL61${string}`
