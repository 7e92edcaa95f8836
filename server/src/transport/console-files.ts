import { existsSync } from 'node:fs'
import { serveStatic } from '@hono/node-server/serve-static'
import { Hono } from 'hono'
import { compress } from 'hono/compress'

/** The built console. Every address that is not a file is a page of it. */
export function consoleFiles(folder: string) {
  const files = new Hono()
  if (!existsSync(folder)) {
    return files.get('*', (context) => context.text('The console is not built. script/server builds it.', 503))
  }
  files.use(compress())
  files.get('/assets/*', async (context, next) => {
    await next()
    if (context.res.ok) context.res.headers.set('cache-control', 'public, max-age=31536000, immutable')
  })
  files.use(serveStatic({ root: folder }))
  files.get('/assets/*', (context) => context.text('There is no such file.', 404))
  files.get('*', async (context, next) => {
    context.header('cache-control', 'no-cache')
    return serveStatic({ root: folder, path: 'index.html' })(context, next)
  })
  return files
}
