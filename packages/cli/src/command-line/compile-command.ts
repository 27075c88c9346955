import * as Argument from "effect/cli/Argument"
import * as Command from "effect/cli/Command"
import * as Flag from "effect/cli/Flag"
import * as Option from "effect/Option"
import { compile } from "../commands/compile.js"
import type { CompileOptions } from "../options/compile-options.js"
import type { Session } from "../session.js"
import { ending } from "./ending.js"
import { toggle } from "./toggle.js"

const given = <K extends string>(key: K, value: Option.Option<string>): { readonly [P in K]?: string } =>
  Option.isNone(value) ? {} : ({ [key]: value.value } as { readonly [P in K]: string }) // a computed key loses its name

export const compileCommand = (session: Session) =>
  Command.make(
    "compile",
    {
      files: Argument.Path("files", { pathType: "either" }).pipe(
        Argument.withDescription("Programs; default: pipelines/*.ts, else what shipline.config.ts names"),
        Argument.variadic(),
      ),
      target: Flag.String("target").pipe(
        Flag.withMetavar("NAME"),
        Flag.withDescription("The platform, github or gitlab; default: github"),
        Flag.optional,
      ),
      out: Flag.Path("out", { pathType: "either" }).pipe(
        Flag.withMetavar("DIR"),
        Flag.withDescription("The folder that paths of files begin in; default: the root of the repository"),
        Flag.optional,
      ),
      check: toggle("check", "Write nothing; end with 1 and a diff where a file differs from its program"),
      stdout: toggle("stdout", "Write nothing; print the files"),
      watch: toggle("watch", "Compile again whenever a program changes, until Ctrl-C"),
      json: toggle("json", "Print the result as JSON"),
    },
    ({ files, target, out, check, stdout, watch, json }) => {
      const options: CompileOptions = {
        files,
        ...given("target", target),
        ...given("out", out),
        check,
        stdout,
        watch,
        json,
      }
      return ending(() => compile(options, session))
    },
  ).pipe(
    Command.withShortDescription("Turn programs into the files of a platform"),
    Command.withDescription(
      "Turns programs into the files of a platform. All programs are checked before the first file is written. " +
        "What was compiled before is not compiled again; delete node_modules/.cache/shipline to forget it.",
    ),
    Command.withExamples([
      { command: "shipline compile", description: "Compile all pipelines" },
      { command: "shipline compile --check", description: "In CI: fail where somebody forgot to compile" },
    ]),
  )
