import { existsSync, readFileSync, writeFileSync } from "node:fs"
import { fileURLToPath } from "node:url"
import { ShiplineError } from "@shipline/core"
import { decode, encode, jsonSchema, type planSchema } from "@shipline/core/schema"
import { Ajv2020 } from "ajv/dist/2020.js"
import { describe, expect, expectTypeOf, test } from "vitest"
import type * as z from "zod"
import type { Plan } from "../../src/plan/index.js"
import { policies } from "../types/programs/accepted/policies.js"
import { contract, parallel, serial } from "../types/programs/accepted.js"

const file = fileURLToPath(new URL("../../plan.schema.json", import.meta.url))
const plans = [contract.plan, parallel.plan, serial.plan, policies.plan]

describe("the plan's schema", () => {
  test("reads and writes exactly the type Plan", () => {
    type Read = z.infer<typeof planSchema>
    expectTypeOf<Read>().toExtend<Plan>()
    expectTypeOf<keyof Read>().toEqualTypeOf<keyof Plan>()
    expectTypeOf<Read["nodes"][number]["kind"]>().toEqualTypeOf<Plan["nodes"][number]["kind"]>()
  })

  test.each(plans)("gives $name back unchanged and frozen", (plan) => {
    const read = decode(encode(plan))
    expect(read).toEqual(plan)
    expect(encode(read)).toBe(encode(plan))
    expect(Object.isFrozen(read.nodes[0]?.needs)).toBe(true)
  })

  test("knows every key of a policy", () => {
    const text = encode(policies.plan)
    for (const key of ["waivable", "within", "freeze", "rollback", "reason", "duration", "schema", "oldest"])
      expect(text).toContain(`"${key}":`)
  })

  test.each([
    ["a gate that is waivable: true", /"waivable": false/, '"waivable": true'],
    ["a window that recurs hourly", /"recurs": "daily"/, '"recurs": "hourly"'],
    ["a soak of no time", /"duration": 43200000/, '"duration": 0'],
    ["a budget of text", /"within": 7200000/, '"within": "2 hours"'],
    ["a schema version below zero", /"version": 6/, '"version": -6'],
    ["a misspelt key", /"oldest":/, '"odlest":'],
  ])("refuses %s", (_, from, to) => {
    const text = encode(policies.plan)
    expect(text.replace(from, to)).not.toBe(text)
    expect(() => decode(text.replace(from, to))).toThrow(/SL2019/)
  })

  test("reports every place that is wrong, by code", () => {
    const { nodes: _nodes, ...plan } = parallel.plan
    const broken = JSON.stringify({ ...plan, version: 2, nodes: [{ kind: "check" }], more: 1 })
    try {
      decode(broken)
      expect.unreachable()
    } catch (error) {
      expect(error).toBeInstanceOf(ShiplineError)
      const { problems } = error as ShiplineError // asserted above
      expect(new Set(problems.map((problem) => problem.code))).toEqual(new Set(["SL2019"]))
      expect(problems.map((problem) => problem.path)).toEqual(expect.arrayContaining(["version", "nodes.0.id", ""]))
    }
  })

  test.each(["", "{", "[]", "null", '"plan"'])("refuses %j", (text) => {
    expect(() => decode(text)).toThrow(/SL2019/)
  })

  test("is published as JSON Schema, which accepts the same plans", () => {
    const text = `${JSON.stringify(jsonSchema(), null, 2)}\n`
    if (process.env.UPDATE_GOLDEN === "1" || !existsSync(file)) writeFileSync(file, text)
    expect(readFileSync(file, "utf8").replaceAll("\r\n", "\n")).toBe(text)
    const accepts = new Ajv2020().compile(jsonSchema())
    for (const plan of plans) expect(accepts(JSON.parse(encode(plan)))).toBe(true)
    expect(accepts({ version: 1 })).toBe(false)
  })
})
