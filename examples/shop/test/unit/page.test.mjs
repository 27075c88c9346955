import assert from "node:assert/strict"
import { test } from "node:test"
import { html } from "../../src/html.mjs"
import { formatCents } from "../../src/money.mjs"
import { page } from "../../src/page.mjs"

test("escapes every value", () => {
  const attack = `<script>alert("x")</script> & 'y'`
  assert.equal(
    html`<p title="${attack}">`.toString(),
    `<p title="&lt;script&gt;alert(&quot;x&quot;)&lt;/script&gt; &amp; &#39;y&#39;">`,
  )
})

test("does not escape what it made itself, in lists too", () => {
  const items = ["a", "<b>"].map((item) => html`<li>${item}</li>`)
  assert.equal(html`<ul>${items}</ul>`.toString(), "<ul><li>a</li><li>&lt;b&gt;</li></ul>")
})

test("shows amounts with two digits", () => {
  assert.deepEqual([5, 70, 1290, 100000].map(formatCents), ["€ 0.05", "€ 0.70", "€ 12.90", "€ 1000.00"])
})

test("the page shows products, escaped, and says what is sold out", () => {
  const product = { sku: "X", name: "Tea <green>", description: "a & b", priceCents: 990, stock: 0 }
  const text = page([product], { version: "<1>", environment: "dev" })
  assert.match(text, /<td>Tea &lt;green&gt;<\/td><td>a &amp; b<\/td><td>€ 9\.90<\/td><td>sold out<\/td>/)
  assert.match(text, /dev, version &lt;1&gt;/)
})
