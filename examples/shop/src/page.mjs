import { html } from "./html.mjs"
import { formatCents } from "./money.mjs"

/**
 * The page that people see: what the shop sells, and which version of the shop this is.
 *
 * @param {readonly import("./store/catalogue.mjs").Product[]} products
 * @param {{ version: string, environment: string }} about
 */
export function page(products, about) {
  return html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Tea shop</title>
</head>
<body>
<h1>Tea shop</h1>
<table>
<thead><tr><th>Product</th><th>What it is</th><th>Price</th><th>Stock</th></tr></thead>
<tbody>
${products.map(row)}</tbody>
</table>
<p>${about.environment}, version ${about.version}</p>
</body>
</html>
`.toString()
}

/** @param {import("./store/catalogue.mjs").Product} product */
function row(product) {
  const stock = product.stock === 0 ? "sold out" : product.stock
  return html`<tr><td>${product.name}</td><td>${product.description}</td><td>${formatCents(product.priceCents)}</td><td>${stock}</td></tr>
`
}
