import { Refusal } from '@plenum/contract'
import { Hono } from 'hono'
import type { ContentfulStatusCode } from 'hono/utils/http-status'
import type { Caller } from '../../road/context.ts'
import type { Road } from '../../road/run-command.ts'
import type { Env } from './env.ts'
import { type Explain, statusOfRefusal } from './explain.ts'

interface Parts {
  road: Road
  identify: (headers: Headers) => Promise<Caller>
  explain: Explain
}

/** `/files/bills/2022-11.pdf` and `.csv`, of the caller's account or, for the operator, of `?accountId=`: with a session cookie or an API key. */
export function createBillFiles({ road, identify, explain }: Parts) {
  const files = new Hono<Env>()

  files.get('/files/bills/:file', async (context) => {
    const [, month, format] = /^(.+)\.(pdf|csv)$/.exec(context.req.param('file')) ?? []
    if (!month) throw new Refusal('not_found')
    const accountId = context.req.query('accountId')
    const input = { month, format, ...(accountId !== undefined && { accountId }) }
    const caller = await identify(context.req.raw.headers)
    const { fileName, contentType, base64 } = await road.runCommand('bill.file', input, { caller, request: context.get('origin') })
    return context.body(Buffer.from(base64, 'base64'), 200, {
      'content-type': contentType,
      'content-disposition': `attachment; filename="${fileName}"`,
      'cache-control': 'private, no-store',
    })
  })

  files.onError((error, context) => {
    const refusal = explain(error, context.get('origin').requestId)
    context.header('cache-control', 'no-store')
    return context.text(refusal.message, statusOfRefusal(refusal.code) as ContentfulStatusCode)
  })
  return files
}
