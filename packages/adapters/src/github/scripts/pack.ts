/**
 * Packs `PATHS`, one a line, by GNU tar. Reads `NAME`. Hands on `archive`, the file, and `digest`, its sha256.
 */
export const packScript = `# The same files give the same bytes: order, times, owners and modes are fixed.
unset TAR_OPTIONS GZIP
file="$RUNNER_TEMP/$NAME.tar"
printf '%s\\n' "$PATHS" | LC_ALL=C tar --create --file="$file" --verbatim-files-from --files-from=- \\
  --sort=name --mtime=@0 --owner=0 --group=0 --numeric-owner --mode=u=rwX,go=rX --hard-dereference --format=gnu
gzip -n "$file"
digest="$(sha256sum "$file.gz" | cut -d ' ' -f 1)"
{
  echo "archive=$file.gz"
  echo "digest=sha256:$digest"
} >> "$GITHUB_OUTPUT"
`
