import { existsSync } from 'node:fs'
import { serveStatic } from '@hono/node-server/serve-static'
import { Hono } from 'hono'
import { compress } from 'hono/compress'

const keptForever = 'public, max-age=31536000, immutable'

/** The built console. Every address that is not a file is a page of it. */
export function consoleFiles(folder: string) {
  const files = new Hono()
  if (!existsSync(folder)) {
    return files.get('*', (context) => context.text('The console is not built. script/server builds it.', 503))
  }
  // What the build leaves behind for itself begins with a dot.
  files.get('*', (context, next) => (hasHiddenPart(context.req.path) ? context.text('There is no such file.', 404) : next()))
  files.use(compress())
  // The names of assets change with their contents; pages are asked again each time.
  files.use(async (context, next) => {
    await next()
    const isAsset = context.req.path.startsWith('/assets/') && context.res.ok
    context.res.headers.set('cache-control', isAsset ? keptForever : 'no-cache')
  })
  files.use(serveStatic({ root: folder }))
  files.get('/assets/*', (context) => context.text('There is no such file.', 404))
  files.get('*', serveStatic({ root: folder, path: 'index.html' }))
  return files
}

function hasHiddenPart(path: string) {
  return /(^|[/\\])\./.test(readable(path))
}

/** A path that cannot be read belongs to no file. */
function readable(path: string) {
  try {
    return decodeURIComponent(path)
  } catch {
    return '/.'
  }
}
