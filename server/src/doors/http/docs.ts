import { readFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { Hono } from 'hono'

const folder = new URL('../../../../docs/', import.meta.url)
const pages = new Map([
  ['rest-v4', 'im/rest-v4.md'],
  ['migrating', 'im/migrating.md'],
  ['api', 'control/api.md'],
])

/** What users of this version may read of it, as text: it speaks of what this version can do. */
export function createDocs() {
  const docs = new Hono()
  docs.get('/docs/:page', async (context, next) => {
    const file = pages.get(context.req.param('page'))
    if (!file) return next()
    return context.body(await readFile(fileURLToPath(new URL(file, folder))), 200, {
      'content-type': 'text/plain; charset=utf-8',
      'cache-control': 'no-cache',
    })
  })
  return docs
}
