import type { RefusalCode } from './contract.ts'
import { ConnectionLost, NotSaid, Refused } from './errors.ts'
import { type CallBounds, createPace } from './pace.ts'

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
  websocket: WebSocketLike
  onEvent(event: string, content: unknown): void
  /** Once, also when it never opened. */
  onClosed(code: number, reason: string): void
  /** How long an answer may take before the connection counts as lost. */
  answerWithinMs: number
}

/** What the client itself says, such as messages and heartbeats, does not wait behind what the application asks. */
type Line = 'own' | 'asked'

interface Call {
  /** The order of asking. */
  id: number
  command: string
  input: unknown
  line: Line
  resolve(output: unknown): void
  reject(error: Error): void
}

/** One WebSocket from its opening to its end: calls with their answers, and events. */
export function openChannel({ websocket, onEvent, onClosed, answerWithinMs }: Parts) {
  const waiting = new Map<number, Call & { timer: ReturnType<typeof setTimeout> }>()
  const unsaid: Record<Line, Call[]> = { own: [], asked: [] }
  const pace = createPace()
  let pausing: ReturnType<typeof setTimeout> | undefined
  let lastId = 0
  let isClosed = false
  const opening = setTimeout(drop, answerWithinMs)
  const opened = new Promise<void>((resolve, reject) => {
    websocket.addEventListener('open', resolve)
    websocket.addEventListener('close', () => reject(new ConnectionLost('No connection.')))
  })
  opened.catch(() => {}).finally(() => clearTimeout(opening))

  function end(code: number, reason: string): void {
    if (isClosed) return
    isClosed = true
    clearTimeout(pausing)
    for (const { reject, timer } of waiting.values()) {
      clearTimeout(timer)
      reject(new ConnectionLost('The connection was lost before the answer came.'))
    }
    waiting.clear()
    for (const { reject } of [...unsaid.own.splice(0), ...unsaid.asked.splice(0)]) reject(new NotSaid('The connection was lost.'))
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
    if ('output' in item) call.resolve(item.output)
    else if (item.refusal.code === 'connection_calls') sayLater(call)
    else call.reject(new Refused(item.refusal))
    sayWaiting()
  }

  function sayLater({ timer: _, ...call }: Call & { timer: unknown }): void {
    const line = unsaid[call.line]
    const at = line.findIndex(({ id }) => id > call.id)
    line.splice(at === -1 ? line.length : at, 0, call)
    pace.pause(performance.now())
  }

  const nextLine = () => [unsaid.own, unsaid.asked].find(({ length }) => length > 0)

  function sayWaiting(): void {
    clearTimeout(pausing)
    for (let line = nextLine(); line && !isClosed; line = nextLine()) {
      const waitMs = pace.waitMs(waiting.size, performance.now())
      if (waitMs === null) return
      if (waitMs > 0) {
        pausing = setTimeout(sayWaiting, waitMs)
        return
      }
      const call = line.shift()!
      const { id, command, input } = call
      pace.note(performance.now())
      waiting.set(id, { ...call, timer: setTimeout(drop, answerWithinMs) })
      websocket.send(JSON.stringify({ id, command, input }))
    }
  }

  websocket.addEventListener('message', ({ data }) => {
    for (const item of JSON.parse(String(data)) as Item[]) take(item)
  })
  websocket.addEventListener('close', ({ code, reason }) => end(code, reason))
  websocket.addEventListener('error', () => {})

  return {
    opened,

    /** Calls of a line are made in the order of asking, as many and as fast as the server takes them. */
    call(command: string, input: unknown, line: Line = 'own'): Promise<unknown> {
      if (isClosed) return Promise.reject(new NotSaid('The connection was lost.'))
      return new Promise((resolve, reject) => {
        unsaid[line].push({ id: ++lastId, command, input, line, resolve, reject })
        sayWaiting()
      })
    },

    keepTo(bounds: CallBounds): void {
      pace.keepTo(bounds)
      sayWaiting()
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
