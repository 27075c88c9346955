import { expect, test } from "vitest"
import { project, shop } from "./support/project.js"
import { type Running, start } from "./support/shipline.js"

const output = ".github/workflows/shop.yml"

const until = async (holds: () => boolean, { child }: Running): Promise<void> => {
  const end = Date.now() + 15_000
  while (!holds()) {
    if (child.exitCode !== null || Date.now() > end) throw new Error("it did not come to that")
    await new Promise((resolve) => setTimeout(resolve, 20))
  }
}

test("compiles again when a program or what it imports changes, survives mistakes, and ends cleanly", async () => {
  const gates = (script: string) =>
    `import { gate, sh } from "@shipline/core"\nexport const unit = gate("unit", sh\`${script}\`)\n`
  const here = project({
    "pipelines/shop.ts": `import { pipeline } from "@shipline/core"\nimport { unit } from "../gates.js"\nexport default pipeline("shop", { on: { push: "main" } }, (source) => source.pass(unit))\n`,
    "gates.ts": gates("first"),
  })
  const running = start(here, ["compile", "--watch"])
  await running.says("Waiting for changes")
  expect(here.read(output)).toContain("first")

  here.write("gates.ts", gates("second"))
  await until(() => here.read(output).includes("second"), running)

  here.write("gates.ts", "export const unit = ")
  await running.says("error[SL5102]")
  here.write("gates.ts", gates("third"))
  await until(() => here.read(output).includes("third"), running)

  here.write("pipelines/site.ts", shop("site"))
  await running.says("site.yml")

  running.child.kill("SIGINT")
  expect(await running.result).toMatchObject({ code: 0, signal: null, stdout: "" })
})

test("ends at once where nothing can be watched", async () => {
  const here = project({ "shop.ts": shop() })
  expect(await start(here, ["compile", "shpo.ts", "--watch"]).result).toMatchObject({ code: 2 })
})
