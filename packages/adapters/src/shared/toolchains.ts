import type { Toolchain } from "@shipline/core/plan"

interface Language {
  readonly title: string
  /** The package managers whose downloads can be kept, each with the file that says what it downloads. */
  readonly managers: { readonly [manager: string]: string }
}

const languages: { readonly [L in Toolchain["language"]]: Language } = {
  node: {
    title: "Node.js",
    managers: { npm: "package-lock.json", yarn: "yarn.lock", pnpm: "pnpm-lock.yaml" },
  },
  python: { title: "Python", managers: { pip: "requirements.txt", pipenv: "Pipfile.lock" } },
  go: { title: "Go", managers: { modules: "go.sum" } },
  java: { title: "Java", managers: { maven: "pom.xml", gradle: "*.gradle*", sbt: "build.sbt" } },
}

export const languageTitle = ({ language }: Toolchain): string => languages[language].title

/** The file that says what a package manager downloads; undefined where no platform knows the manager. */
export const lockFile = ({ language }: Toolchain, manager: string): string | undefined => {
  const { managers } = languages[language]
  return Object.hasOwn(managers, manager) ? managers[manager] : undefined
}
