const { appendFileSync } = require("node:fs")

process.on("exit", () => appendFileSync(process.env.PEAK_MEMORY_FILE, `${process.resourceUsage().maxRSS}\n`))
