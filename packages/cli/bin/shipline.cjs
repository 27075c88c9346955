#!/usr/bin/env node
// Written by hand, not built: npm links a command when it installs, and in a fresh clone nothing is built by then.
require("../dist/bin.cjs")
