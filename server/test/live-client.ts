import type { CommandName, EventContent, EventName, Input, Output } from '@plenum/contract'
import { WebSocket } from 'ws'
import type { AppDriver } from './app-driver.ts'
import { Refused } from './client.ts'

// biome-ignore lint/suspicious/noExplicitAny: whatever the server says
type Item = any

/** Someone at the door `/ws`, frame by frame: what the SDK hides. */
export class LiveClient {
  /** Events in the order in which they came. */
  readonly heard: { event: EventName; content: Item }[] = []
  readonly websocket: WebSocket
  /** Resolves with the code and the reason of the close frame. */
  readonly closed: Promise<{ code: number; reason: string }>
  private readonly waiting = new Map<number, { command: string; resolve(output: Item): void; reject(error: Error): void }>()
  private readonly watchers = new Set<() => void>()
  private lastId = 0

  private constructor(websocket: WebSocket) {
    this.websocket = websocket
    this.closed = new Promise((resolve) => websocket.on('close', (code, reason) => resolve({ code, reason: String(reason) })))
    websocket.on('error', () => {})
    websocket.on('message', (data) => {
      for (const item of JSON.parse(String(data)) as Item[]) this.take(item)
    })
    void this.closed.then(() => {
      for (const { command, reject } of this.waiting.values()) reject(new Error(`${command}: the connection was closed`))
    })
  }

  /** Not signed in yet. */
  static async connect(url: string, headers: Record<string, string> = {}): Promise<LiveClient> {
    const websocket = new WebSocket(`${url.replace(/^http/, 'ws')}/ws`, { headers })
    const client = new LiveClient(websocket)
    await new Promise<void>((resolve, reject) => websocket.once('open', resolve).once('error', reject))
    return client
  }

  /** A user of the app, signed in. */
  static async signIn(app: AppDriver, userId: string, more: { platform?: Input<'connection.open'>['platform'] } = {}): Promise<LiveClient> {
    const client = await LiveClient.connect(app.owner.url)
    await client.open(app, userId, more)
    return client
  }

  open(app: AppDriver, userId: string, more: Partial<Input<'connection.open'>> = {}): Promise<Output<'connection.open'>> {
    return this.call('connection.open', { sdkAppId: app.sdkAppId, userId, userSig: app.userSig(userId), ...more })
  }

  call<N extends CommandName>(command: N, input: Input<N>): Promise<Output<N>> {
    const id = ++this.lastId
    if (this.websocket.readyState !== WebSocket.OPEN) return Promise.reject(new Error(`${command}: the connection is closed`))
    return new Promise((resolve, reject) => {
      this.waiting.set(id, { command, resolve, reject })
      this.websocket.send(JSON.stringify({ id, command, input }))
    })
  }

  /** The refusal itself; a call that succeeds fails the test. */
  async refused<N extends CommandName>(command: N, input: Input<N>): Promise<Refused> {
    try {
      await this.call(command, input)
    } catch (error) {
      if (error instanceof Refused) return error
      throw error
    }
    throw new Error(`${command} was expected to be refused`)
  }

  /** The first event of the name for which `is` holds: one that has come, or one that is still to come. */
  async hears<N extends EventName>(name: N, is: (content: EventContent<N>) => boolean = () => true): Promise<EventContent<N>> {
    for (;;) {
      const found = this.heard.find(({ event, content }) => event === name && is(content))
      if (found) return found.content
      await new Promise<void>((resolve, reject) => {
        this.watchers.add(resolve)
        void this.closed.then(() => reject(new Error(`closed while waiting for ${name}`)))
      })
    }
  }

  /** Everything said before has arrived when the answer has. */
  async settle(): Promise<void> {
    await this.beat()
  }

  beat(): Promise<{ notice: number; now: string }> {
    return this.call('connection.beat' as CommandName, {} as never) as never
  }

  async close(): Promise<void> {
    this.websocket.close()
    await this.closed
  }

  private take(item: Item): void {
    if (item.event) {
      this.heard.push(item)
      for (const wake of this.watchers) wake()
      this.watchers.clear()
      return
    }
    const waiting = this.waiting.get(item.id)
    this.waiting.delete(item.id)
    if (item.refusal) waiting?.reject(new Refused(waiting.command, 0, item.refusal))
    else waiting?.resolve(item.output)
  }
}
