/** Unpacks `NAME` below `FOLDER`, but only what has the digest that its build handed on as `DIGEST`. */
export const unpackScript = `archive="$FOLDER/$NAME.tar.gz"
actual="sha256:$(sha256sum "$archive" | cut -d ' ' -f 1)"
if [ "$actual" != "$DIGEST" ]; then
  echo "::error::'$NAME' is not what its build made: $actual instead of $DIGEST."
  exit 1
fi
mkdir -p "$FOLDER/files"
tar -xzf "$archive" -C "$FOLDER/files"
`
