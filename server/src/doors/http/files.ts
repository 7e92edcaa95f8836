import { createReadStream } from 'node:fs'
import { stat } from 'node:fs/promises'
import { Readable } from 'node:stream'
import { Hono } from 'hono'
import { mayRead, pathOf } from '../../im/operations/message-files/address.ts'
import type { Clock } from '../../platform/clock.ts'
import type { Installation } from '../../road/context.ts'

/** `/files/…`: for whoever has an address that Plenum signed, until it ends. */
export function createFiles({ installation: { config, fileSecret }, clock }: { installation: Installation; clock: Clock }) {
  const files = new Hono()
  files.get('/files/:writing/:form', async (context) => {
    const { writing, form } = context.req.param()
    const name = `${writing}/${form}`
    const given = { expires: Number(context.req.query('expires')), signature: context.req.query('signature') ?? '' }
    if (!mayRead(fileSecret, name, given, clock.now())) return context.text('This address is not valid, or not any more.', 403)
    const path = pathOf(config.dataFolder, name)
    const size = await stat(path).then(
      (file) => file.size,
      () => null,
    )
    if (size === null) return context.text('There is no such file any more.', 404)
    return new Response(Readable.toWeb(createReadStream(path)) as ReadableStream, {
      headers: {
        'content-type': 'application/gzip',
        'content-length': String(size),
        'content-disposition': `attachment; filename="${form}"`,
        'cache-control': 'private, no-store',
        // A client that has all bytes may look idle before the stream has ended: a stop would wait for it.
        connection: 'close',
      },
    })
  })
  return files
}
