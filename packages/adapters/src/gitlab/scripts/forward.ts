/**
 * Brings the ports of services to localhost: GitLab gives each service a host of its own. \`ports\` are words such as
 * \`15432:database:5432\`. It goes on when each service has answered once, and ends with the job.
 */
export const forwardScript = (ports: readonly string[]): string => `# Bring the services to localhost
cat > "$SHIPLINE_WORK/forward.cjs" << 'SCRIPT'
const { connect, createServer } = require("node:net")
const { writeFileSync } = require("node:fs")
const ports = process.argv.slice(3).map((port) => port.split(":"))
const answers = (host, port) =>
  new Promise((resolve) => {
    const attempt = () => {
      const socket = connect(port, host, () => resolve(socket.destroy()))
      socket.on("error", () => setTimeout(attempt, 500))
    }
    attempt()
  })
for (const [local, host, port] of ports)
  createServer((near) => {
    const far = connect(port, host)
    for (const [one, other] of [[near, far], [far, near]]) one.pipe(other).on("error", () => one.destroy())
  }).listen(local, "127.0.0.1")
Promise.all(ports.map(([, host, port]) => answers(host, port))).then(() => writeFileSync(process.argv[2], ""))
SCRIPT
rm -f "$SHIPLINE_WORK/forwarded"
node "$SHIPLINE_WORK/forward.cjs" "$SHIPLINE_WORK/forwarded" ${ports.join(" ")} > /dev/null 2>&1 &
until [ -e "$SHIPLINE_WORK/forwarded" ]; do sleep 1; done
`
