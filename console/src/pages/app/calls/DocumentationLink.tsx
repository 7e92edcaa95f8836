/** Served by Plenum itself: it speaks of what this version can do. */
export function DocumentationLink() {
  return (
    <a href="/docs/rest-v4" target="_blank" rel="noreferrer">
      REST documentation
    </a>
  )
}
