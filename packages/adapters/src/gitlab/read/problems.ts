import { problemsBy, type Sentence } from "../../shared/report.js"

/** What keeps a GitLab file from being judged, and what its text alone shows to be wrong. One writer per code. */
export const sentences = {
  SL3420: (what: string, why: string): Sentence => [
    `${what} cannot be read as GitLab reads it: ${why}`,
    "Correct the file: GitLab's pipeline editor shows the same mistake.",
  ],
  SL3421: (what: string): Sentence => [
    `${what} is included, and cannot be seen from here`,
    "Prove the files that are all in this repository: include: { local: … }, without rules.",
  ],
  SL3422: (job: string, why: string): Sentence => [
    `'${job}' ${why}`,
    "Let extends and !reference name what is in these files, at most eleven levels deep.",
  ],
  SL3423: (what: string, why: string): Sentence => [
    `the input ${what} ${why}`,
    "Declare it under spec:inputs, with options, or with a regex that keeps quotes, backslashes and line breaks out.",
  ],
  SL3424: (condition: string, why: string): Sentence => [
    `the condition ${condition} ${why}`,
    'Write conditions of ==, !=, =~, !~, &&, || and (): $CI_PIPELINE_SOURCE == "push".',
  ],
  SL3426: (job: string): Sentence => [
    `'${job}' starts another pipeline, which cannot be seen from here`,
    "Deploy from the pipeline whose gates are proved, or prove the other files by themselves.",
  ],
  SL3427: (what: string, why: string): Sentence => [
    `${what} ${why}`,
    "Correct it: with this GitLab creates no pipeline, or one that cannot be told from the file.",
  ],
  SL3428: (job: string): Sentence => [
    `'${job}' deploys and may be interrupted: a newer commit would cancel it half done`,
    "Set interruptible: false on it.",
  ],
  SL3429: (job: string, variable: string): Sentence => [
    `the lane of '${job}' is chosen by the variable ${variable}, which anybody who starts a pipeline sets`,
    "Choose it by an input of spec:inputs with options: inputs cannot be overridden.",
  ],
  SL3430: (job: string, variable: string): Sentence => [
    `whether '${job}' deploys hangs on ${variable} alone, which a pipeline's variables override`,
    "Let its rules ask for an input of spec:inputs as well, and forbid variables of pipelines in the project's settings.",
  ],
  SL3431: (what: string, variable: string): Sentence => [
    `${what} asks for ${variable}, which a job hands on by dotenv: rules are decided before any job has run`,
    "Decide it in the script of the job, or by an input.",
  ],
  SL3432: (job: string, input: string): Sentence => [
    `'${job}' pastes the input '${input}' into its script, and whoever starts a pipeline writes it`,
    'Hand it over by variables: and use it quoted, "$VERSION"; or give the input options.',
  ],
  SL3433: (job: string): Sentence => [`'${job}' has no rules: it is in every pipeline`, "Say with rules when it runs."],
  SL3434: (input: string): Sentence => [
    `the input '${input}' has no default: a push creates no pipeline`,
    "Give it a default, which pushes and merge requests use.",
  ],
  SL3435: (job: string, length: number, most: number): Sentence => [
    `the name of '${job.slice(0, 60)}…' has ${length} characters; GitLab takes ${most} of a job that is needed or has needs`,
    "Give the job a shorter name.",
  ],
  SL3436: (job: string): Sentence => [
    `whether the gate '${job}' runs hangs on rules:changes, which is true where there is no push and false elsewhere`,
    "Let a gate run in every pipeline that deploys.",
  ],
  SL3437: (environment: string, one: string, other: string): Sentence => [
    `'${one}' and '${other}' deploy to '${environment}' in one pipeline: GitLab takes one of them for outdated`,
    "Deploy to an environment from one job of a pipeline; give the others action: verify.",
  ],
  SL3438: (job: string): Sentence => [
    `'${job}' does not share one resource_group with all that deploys there: two pipelines may deploy at once`,
    "Give all jobs that deploy to the environment one resource_group.",
  ],
  SL3439: (job: string, lane: string): Sentence => [
    `'${job}' deploys in the lane '${lane}' without anybody who starts it by hand: a push option can choose it`,
    'Let its rules ask for $CI_PIPELINE_SOURCE == "web" or "api".',
  ],
} as const

/** A problem in the words of its code. Its path names the job. */
export const problem = problemsBy(sentences)
