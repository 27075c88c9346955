/**
 * Stops unless what was handed on is whole: a name for people, the digest, the version and the reference. Only where a
 * pipeline may publish nothing is an image known by a tag, `local`: a deployment takes what has its digest in its name.
 */
export const arrivedScript = (local: boolean): string => `arrived() (
  LC_ALL=C
  case "$2" in
    sha256: | sha256:*[!0-9a-f]*) set -- "$1" "" "$3" "$4" ;;
    sha256:*) [ "\${#2}" -eq 71 ] || set -- "$1" "" "$3" "$4" ;;
    *) set -- "$1" "" "$3" "$4" ;;
  esac
  case "$3" in
    "" | *[!A-Za-z0-9_.-]*) set -- "$1" "" "$3" "$4" ;;
  esac
  case "$4" in
    *"@$2") [ -z "$2" ] || exit 0 ;;
${local ? '    *@*) ;;\n    *":$3") [ -z "$2" ] || exit 0 ;;\n' : ""}  esac
  echo "'$1' did not arrive whole: '$4' of version '$3'." >&2
  exit 1
)
`
