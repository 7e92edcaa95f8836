import type { RefusalCode } from './contract.ts'
import { ConnectionLost, Refused } from './errors.ts'

/** As much of the WebSocket standard as is needed: that of browsers, of Node 22 and later, or any other of the same form. */
export interface WebSocketLike {
  readonly readyState: number
  send(text: string): void
  close(code?: number, reason?: string): void
  addEventListener(name: 'open' | 'error', listener: () => void): void
  addEventListener(name: 'message', listener: (event: { data: unknown }) => void): void
  addEventListener(name: 'close', listener: (event: { code: number; reason: string }) => void): void
}

type Item =
  | { id: number; output: unknown }
  | { id: number; refusal: { code: RefusalCode; number: number; message: string; details: Record<string, unknown> } }
  | { event: string; content: unknown }

interface Parts {
  open(): WebSocketLike
  onEvent(event: string, content: unknown): void
  /** Once, also when it never opened. */
  onClosed(code: number, reason: string): void
  /** How long an answer may take before the connection counts as lost. */
  answerWithinMs: number
}

/** The server answers 64 at once and refuses what is more. */
const atOnceMax = 32

interface Call {
  resolve(output: unknown): void
  reject(error: Error): void
}

/** One WebSocket from its opening to its end: calls with their answers, and events. */
export function openChannel({ open, onEvent, onClosed, answerWithinMs }: Parts) {
  const websocket = open()
  const waiting = new Map<number, Call & { timer: ReturnType<typeof setTimeout> }>()
  const unsaid: (Call & { command: string; input: unknown })[] = []
  let lastId = 0
  let isClosed = false
  const opened = new Promise<void>((resolve, reject) => {
    websocket.addEventListener('open', resolve)
    websocket.addEventListener('close', () => reject(new ConnectionLost('No connection.')))
  })
  opened.catch(() => {})

  function end(code: number, reason: string): void {
    if (isClosed) return
    isClosed = true
    for (const { reject, timer } of waiting.values()) {
      clearTimeout(timer)
      reject(new ConnectionLost('The connection was lost before the answer came.'))
    }
    waiting.clear()
    for (const { reject } of unsaid.splice(0)) reject(new ConnectionLost('The connection was lost.'))
    onClosed(code, reason)
  }

  function take(item: Item): void {
    if ('event' in item) {
      onEvent(item.event, item.content)
      return
    }
    const call = waiting.get(item.id)
    if (!call) return
    waiting.delete(item.id)
    clearTimeout(call.timer)
    if ('refusal' in item) call.reject(new Refused(item.refusal))
    else call.resolve(item.output)
    sayNext()
  }

  function sayNext(): void {
    const next = waiting.size < atOnceMax ? unsaid.shift() : undefined
    if (!next) return
    const { command, input, ...call } = next
    const id = ++lastId
    waiting.set(id, { ...call, timer: setTimeout(drop, answerWithinMs) })
    websocket.send(JSON.stringify({ id, command, input }))
  }

  websocket.addEventListener('message', ({ data }) => {
    for (const item of JSON.parse(String(data)) as Item[]) take(item)
  })
  websocket.addEventListener('close', ({ code, reason }) => end(code, reason))
  websocket.addEventListener('error', () => {})

  return {
    opened,

    call(command: string, input: unknown): Promise<unknown> {
      if (isClosed) return Promise.reject(new ConnectionLost('The connection was lost.'))
      return new Promise((resolve, reject) => {
        unsaid.push({ command, input, resolve, reject })
        sayNext()
      })
    },

    close(): void {
      websocket.close(1000)
      end(1000, '')
    },
    drop,
  }

  /** Nothing comes any more: waiting for the other side to agree would take as long again. */
  function drop(): void {
    websocket.close(3008)
    end(3008, 'no answer')
  }
}

export type Channel = ReturnType<typeof openChannel>
