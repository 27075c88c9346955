import { expect, test } from "vitest"
import { project, shop } from "./support/project.js"
import { start } from "./support/shipline.js"

const output = ".github/workflows/shop.yml"

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
  await running.says("updated")
  expect(here.read(output)).toContain("second")

  here.write("gates.ts", "export const unit = ")
  await running.says("error[SL5102]")
  here.write("gates.ts", gates("third"))
  await running.says("updated", 2)
  expect(here.read(output)).toContain("third")

  here.write("pipelines/site.ts", shop("site"))
  await running.says("site.yml")

  running.child.kill("SIGINT")
  expect(await running.result).toMatchObject({ code: 0, signal: null, stdout: "" })
})

test("ends at once where nothing can be watched", async () => {
  const here = project({ "shop.ts": shop() })
  expect(await start(here, ["compile", "shpo.ts", "--watch"]).result).toMatchObject({ code: 2 })
})
