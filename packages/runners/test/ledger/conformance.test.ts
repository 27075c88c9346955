import { ledgerConformance } from "./ledger.conformance.js"
import { places } from "./places.js"

for (const [name, make] of Object.entries(places)) ledgerConformance(name, make)
