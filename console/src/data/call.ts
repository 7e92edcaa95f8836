import type { CommandName, Input, Output, RefusalCode } from '@plenum/contract'
import { connection } from './connection.ts'

/** Why something did not happen: the server's words, or that the server could not be reached. */
export class Failure extends Error {
  readonly code: RefusalCode | 'no_connection'
  readonly details: Record<string, unknown>

  constructor(code: RefusalCode | 'no_connection', message: string, details: Record<string, unknown> = {}) {
    super(message)
    this.code = code
    this.details = details
  }
}

export async function call<C extends CommandName>(command: C, input: Input<C>, signal?: AbortSignal): Promise<Output<C>> {
  const response = await post(`/api/${command}`, JSON.stringify(input), signal)
  const body = await response.json().catch(() => null)
  if (response.ok && body !== null) return body as Output<C>
  const error = (body as { error?: { code: RefusalCode; message: string; details?: Record<string, unknown> } } | null)?.error
  if (error) throw new Failure(error.code, error.message, error.details)
  // Nobody waits for it any more: it was broken off here and not on the way.
  signal?.throwIfAborted()
  connection.lost()
  throw notConnected()
}

async function post(path: string, body: string, signal?: AbortSignal): Promise<Response> {
  try {
    const response = await fetch(path, { method: 'POST', headers: { 'content-type': 'application/json' }, body, signal: signal ?? null })
    if (response.status !== 502 && response.status !== 504) connection.found()
    return response
  } catch (error) {
    if (signal?.aborted) throw error
    connection.lost()
    throw notConnected()
  }
}

function notConnected() {
  return new Failure('no_connection', 'Not connected. Nothing is known to have changed; look again once the connection is back.')
}
