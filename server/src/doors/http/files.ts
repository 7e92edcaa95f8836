import { createReadStream } from 'node:fs'
import { stat } from 'node:fs/promises'
import { Readable } from 'node:stream'
import { Hono } from 'hono'
import type { Clock } from '../../platform/clock.ts'

/** Where the file of this name lies; null: the address was not signed by Plenum, or has ended. */
export type FileToRead = (name: string, given: { expires: number; signature: string }, now: Date) => string | null

/** `/files/…`: for whoever has an address that Plenum signed, until it ends. */
export function createFiles({ fileToRead, clock }: { fileToRead: FileToRead; clock: Clock }) {
  const files = new Hono()
  files.get('/files/:writing/:form', async (context) => {
    const { writing, form } = context.req.param()
    const name = `${writing}/${form}`
    const given = { expires: Number(context.req.query('expires')), signature: context.req.query('signature') ?? '' }
    const path = fileToRead(name, given, clock.now())
    if (path === null) return context.text('This address is not valid, or not any more.', 403)
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
