import { artifact, rollout, sh } from "@shipline/core"

/** The release folder: source, migrations and a manifest, packed the same way every time. */
export const shop = artifact.files("shop", { paths: ["dist"] })

/** The machine on which the environments run, and the folder in which they live there. */
export const machine = {
  runner: ["self-hosted", "linux"],
  env: { SHOP_ROOT: process.env.SHOP_ROOT ?? "/srv/shop" },
} as const

export const recipe = sh`node scripts/build.mjs --out dist`

/** The same steps for every environment; what differs comes from the target. */
export const restart = rollout({
  migrate: (target) => sh`node scripts/migrate.mjs --environment ${target.name} --from ${shop.path}`,
  deploy: (target) => sh`
    node scripts/deploy.mjs \\
      --environment ${target.name} \\
      --url ${target.url} \\
      --from ${shop.path} \\
      --version ${shop.version} \\
      --digest ${shop.digest}
  `,
  // The fifth migration takes a column away that releases before the fourth read: there is no way back behind that.
  schema: { version: 5, oldest: 4 },
  timeout: "10 minutes",
  ...machine,
})
