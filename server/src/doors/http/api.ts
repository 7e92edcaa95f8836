import { type CommandName, commands, Refusal } from '@plenum/contract'
import { Hono } from 'hono'
import type { ContentfulStatusCode } from 'hono/utils/http-status'
import type { Config } from '../../config.ts'
import type { Caller } from '../../road/context.ts'
import type { Road } from '../../road/run-command.ts'
import type { Env } from './env.ts'
import { type Explain, refusalBody, statusOfRefusal } from './explain.ts'
import { openApiDocument } from './openapi.ts'
import { readObject } from './read-object.ts'
import { isForeignOrigin } from './security.ts'

const bodyBytesMax = 256 * 1024

interface Parts {
  config: Config
  /** The name of the cookie that carries a session. */
  sessionCookie: string
  road: Road
  identify: (headers: Headers) => Promise<Caller>
  explain: Explain
}

/** `POST /api/{command}`: the console with its session cookie, automation with an API key. */
export function createApi({ config, sessionCookie, road, identify, explain }: Parts) {
  const api = new Hono<Env>()
  const { publicUrl } = config

  api.get('/openapi.json', (context) => context.json(openApiDocument(publicUrl ?? new URL(context.req.url).origin, sessionCookie)))

  api.post('/:command', async (context) => {
    const name = context.req.param('command')
    if (!Object.hasOwn(commands, name)) throw new Refusal('unknown_command')
    const { headers } = context.req.raw
    if (!headers.has('authorization') && isForeignOrigin(headers, publicUrl)) throw new Refusal('foreign_origin')
    const input = await readObject(context.req.raw, bodyBytesMax, parse)
    const answerHeaders = new Headers({ 'cache-control': 'no-store' })
    const answer = await road.runCommand(name as CommandName, input, {
      caller: await identify(headers),
      request: context.get('origin'),
      answerHeaders,
    })
    for (const [header, value] of answerHeaders) context.header(header, value, { append: true })
    return context.json(answer)
  })

  api.all('*', () => {
    throw new Refusal('unknown_command')
  })

  api.onError((error, context) => {
    const { requestId } = context.get('origin')
    const refusal = explain(error, requestId)
    context.header('cache-control', 'no-store')
    if (refusal.code === 'too_many_attempts') context.header('retry-after', String(refusal.details.seconds))
    return context.json(refusalBody(refusal), statusOfRefusal(refusal.code) as ContentfulStatusCode)
  })
  return api
}

/** An empty body counts as an empty object. */
function parse(text: string): unknown {
  return text.trim() === '' ? {} : JSON.parse(text)
}
