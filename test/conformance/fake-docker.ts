import { chmodSync, writeFileSync } from "node:fs"
import { join } from "node:path"

/**
 * A docker that has every image, gives one a digest once it is pushed, starts nothing and runs what is to be run in a
 * container outside of it.
 */
export const fakeDocker = (folder: string): void => {
  const script = `#!/bin/sh
digest="sha256:$(printf %064d 7)"
case "$1 $2" in
  "version "*) echo 27.0 ;;
  "image inspect")
    repository="\${5%:*}"
    printf %s "$digest"
    if [ -e "${folder}/pushed-$(printf %s "$5" | tr /: __)" ]; then printf %s " $repository@$digest"; fi ;;
  "push "*) touch "${folder}/pushed-$(printf %s "$2" | tr /: __)" ;;
  "run --detach") echo container ;;
  "run --rm")
    shift
    while :; do
      case "$1" in
        --name | --network | --mount | --workdir | --env) shift 2 ;;
        --*) shift ;;
        *) break ;;
      esac
    done
    shift
    exec "$@" ;;
esac
`
  writeFileSync(join(folder, "docker"), script)
  chmodSync(join(folder, "docker"), 0o755)
}
