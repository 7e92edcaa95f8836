import { backoffMs } from './backoff.ts'
import { type Channel, openChannel, type WebSocketLike } from './channel.ts'
import { type Commands, type Events, reads } from './contract.ts'
import { ConnectionLost, NotSaid, Refused, SignedOut, type SignedOutReason } from './errors.ts'
import { createInbox } from './inbox.ts'
import { createOutbox } from './outbox.ts'
import type { CallBounds } from './pace.ts'
import { nameOf } from './places.ts'

/** How to get to Plenum, and as whom. */
export interface ConnectOptions {
  /** Where Plenum is, such as `https://im.example.com`. */
  url: string
  sdkAppId: number
  userId: string
  /** A UserSig, or how to get one: asked before each connection, so that an old one does not keep the user out. */
  userSig: string | (() => string | Promise<string>)
  /** On what the user is. Default `Web`. */
  platform?: 'iPhone' | 'Android' | 'Web' | 'PC' | 'iPad' | 'Mac' | 'Linux'
  /** Makes a socket where there is no global `WebSocket`. */
  openWebSocket?: (address: string) => WebSocketLike
  /** How long one answer may take before the connection counts as lost. Default 20,000 ms. */
  answerWithinMs?: number
  /** How long a message is said again and again before it is given up. Default 240,000 ms; the server knows a repeated message for 300,000. */
  giveUpAfterMs?: number
  /** How many messages may wait for the server. Default 1,000. */
  waitingMax?: number
}

/** `connecting` also says: the connection was lost and is being made anew. */
export type State = 'connecting' | 'connected' | 'signedOut'

/** What the client itself tells, beside the events of the server. */
export interface OwnEvents {
  state: { state: State }
  /** For good: the client does not come back by itself. */
  signedOut: { reason: SignedOutReason; error: Error | null }
  /** What was missed while there was no connection has all been heard. */
  resumed: Record<string, never>
}

export type AnyEvents = Events & OwnEvents

/** A message to send: to a group, to a topic, or to a user, with what each of them has. */
export type Said = { random?: number } & (
  | ({ groupId: string; topicId?: string } & Omit<Commands['message.send']['input'], 'groupId' | 'topicId' | 'random'>)
  | ({ peerId: string } & Omit<Commands['direct.send']['input'], 'receiverId' | 'random'>)
)

/** `messageKey`: of a message to a user. `dropped`: the group was spoken in too much at once, and nobody has heard it. */
export type Sent = { sequence: number | null; at: string; messageKey?: string; dropped?: boolean }

const leastBackoffMs = 250
const mostBackoffMs = 20_000
const pauseMs = 10

/** One user on one device. It connects again by itself, says what could not be said, and hears what it missed. */
export class PlenumClient {
  readonly userId: string
  #options: ConnectOptions
  #channel: Channel | null = null
  #state: State = 'connecting'
  #listeners = new Map<string, Set<(content: never) => void>>()
  #outbox
  #inbox
  #connected = Promise.withResolvers<void>()
  #attempt = 0
  #heartbeat: ReturnType<typeof setInterval> | undefined
  #retry: ReturnType<typeof setTimeout> | undefined
  #ended: SignedOut | null = null
  /** What the server's clock said, and when by ours. */
  #clock: { serverMs: number; ownMs: number } | null = null

  constructor(options: ConnectOptions) {
    this.#options = options
    this.userId = options.userId
    this.#connected.promise.catch(() => {})
    this.#inbox = createInbox({
      userId: options.userId,
      call: (command, input) => this.#callPatiently(command, input),
      emit: (event, content) => this.#emit(event, content),
    })
    this.#outbox = createOutbox({
      call: (command, input) => this.#callNow(command, input),
      whenConnected: () => this.#whenConnected(),
      waitMs: (ms) => new Promise((resolve) => setTimeout(resolve, ms)),
      time: () => performance.now(),
      waitingMax: options.waitingMax ?? 1_000,
      giveUpAfterMs: options.giveUpAfterMs ?? 240_000,
    })
    // Whoever waits for `ready` by then hears why it cannot be.
    queueMicrotask(() => void this.#connect())
  }

  get state(): State {
    return this.#state
  }

  /** The time by the server's clock, as well as it is known here. null: no connection yet. */
  serverTime(): Date | null {
    return this.#clock && new Date(this.#clock.serverMs + performance.now() - this.#clock.ownMs)
  }

  /** Resolves when the user is signed in. Rejects with `SignedOut` when that will not happen. */
  ready(): Promise<void> {
    return this.#whenConnected()
  }

  /**
   * Anything a user may do, by the name of its command. Waits for a connection, and for its turn: many calls made at once go as fast as the
   * server takes them, in the order of asking. What only looks is asked again when the connection is lost; anything else that was under way
   * rejects with `ConnectionLost`, since nobody knows whether it was carried out. Rejects with `Refused` when the server says no.
   */
  async call<N extends keyof Commands>(command: N, input: Commands[N]['input']): Promise<Commands[N]['output']> {
    for (;;) {
      await this.#whenConnected()
      try {
        return (await this.#callNow(command, input, 'asked')) as Commands[N]['output']
      } catch (error) {
        const isSafe = error instanceof NotSaid || (error instanceof ConnectionLost && reads.includes(command))
        if (!isSafe) throw error
      }
    }
  }

  /**
   * Sends a message. Resolves when the server has stored it; said again by itself until then, as the same message. Messages of one
   * conversation arrive in the order of the calls.
   */
  async send(said: Said): Promise<Sent> {
    const { random = newRandom(), ...rest } = said
    const command = 'peerId' in rest ? 'direct.send' : 'message.send'
    const input = 'peerId' in rest ? { ...without(rest, 'peerId'), receiverId: rest.peerId, random } : { ...rest, random }
    this.#inbox.willSay(said, random)
    return (await this.#outbox.send(nameOf(said), command, input)) as Sent
  }

  /** Calls `listener` with what the event says, until the returned function is called. Messages come in the order of their conversation, each once. */
  on<N extends keyof AnyEvents>(event: N, listener: (content: AnyEvents[N]) => void): () => void {
    const known = this.#listeners.get(event) ?? new Set()
    this.#listeners.set(event, known.add(listener))
    return () => known.delete(listener)
  }

  /** Signs the user out. What waits to be sent rejects. */
  async close(): Promise<void> {
    const channel = this.#channel
    if (channel && this.#state === 'connected') await channel.call('connection.close', {}).catch(() => {})
    this.#end(new SignedOut('closed'), null)
    channel?.close()
  }

  #emit(event: string, content: unknown): void {
    for (const listener of this.#listeners.get(event) ?? []) {
      try {
        listener(content as never)
      } catch (error) {
        // Somebody else's mistake: it shows where such mistakes show, and takes nobody else's message away.
        setTimeout(() => {
          throw error
        })
      }
    }
  }

  #callNow(command: string, input: unknown, line?: 'asked'): Promise<unknown> {
    if (this.#ended) return Promise.reject(this.#ended)
    return this.#channel?.call(command, input, line) ?? Promise.reject(new NotSaid('There is no connection.'))
  }

  /** Where the server says "not now" to what resuming asks for, it is asked again. */
  async #callPatiently(command: string, input: unknown): Promise<unknown> {
    for (let attempt = 0; ; attempt++) {
      try {
        return await this.#callNow(command, input)
      } catch (error) {
        if (!(error instanceof Refused) || !worthTryingAgain.includes(error.code) || attempt === 8) throw error
        await pauseBefore(attempt)
      }
    }
  }

  #whenConnected(): Promise<void> {
    return this.#ended ? Promise.reject(this.#ended) : this.#connected.promise
  }

  async #connect(): Promise<void> {
    const { url, sdkAppId, userId, userSig, platform = 'Web', openWebSocket = openGlobal, answerWithinMs = 20_000 } = this.#options
    if (this.#ended) return
    let websocket: WebSocketLike
    try {
      websocket = openWebSocket(`${url.replace(/^http/, 'ws').replace(/\/+$/, '')}/ws`)
    } catch (error) {
      this.#end(new SignedOut('refused'), error as Error)
      return
    }
    const channel = openChannel({
      websocket,
      answerWithinMs,
      onEvent: (event, content) => this.#inbox.take(event, content),
      onClosed: (code) => this.#lost(channel, code),
    })
    this.#channel = channel
    try {
      const [signature] = await Promise.all([typeof userSig === 'string' ? userSig : userSig(), channel.opened])
      const askedMs = performance.now()
      const opened = (await channel.call('connection.open', { sdkAppId, userId, userSig: signature, platform }).catch((error: unknown) => {
        if (error instanceof Refused && !worthTryingAgain.includes(error.code)) this.#end(new SignedOut('refused'), error)
        throw error
      })) as Opened
      this.#noteTime(opened, askedMs)
      channel.keepTo(opened.calls)
      await this.#inbox.resume(opened)
      if (this.#channel !== channel) return
      this.#attempt = 0
      this.#set('connected')
      this.#connected.resolve()
      this.#heartbeat = setInterval(() => this.#beat(channel), (opened.heartbeatSeconds * 1_000) / 2)
      this.#emit('resumed', {})
    } catch {
      channel.close()
    }
  }

  #beat(channel: Channel): void {
    const askedMs = performance.now()
    channel
      .call('connection.beat', {})
      .then((answer) => {
        const beat = answer as Pick<Opened, 'notice' | 'now'>
        this.#noteTime(beat, askedMs)
        this.#inbox.beat(beat)
      })
      .catch(() => {})
  }

  /** The answer was made half-way between asking and hearing it. */
  #noteTime({ now }: { now: string }, askedMs: number): void {
    const ownMs = performance.now()
    this.#clock = { serverMs: Date.parse(now) + (ownMs - askedMs) / 2, ownMs }
  }

  #lost(channel: Channel, code: number): void {
    if (this.#channel !== channel) return
    this.#channel = null
    clearInterval(this.#heartbeat)
    const reason = forGood[code]
    if (reason) this.#end(new SignedOut(reason), null)
    if (this.#ended) return
    if (this.#state === 'connected') {
      this.#connected = Promise.withResolvers()
      this.#connected.promise.catch(() => {})
      this.#set('connecting')
    }
    const wait = backoffMs(this.#attempt++, { leastMs: leastBackoffMs, mostMs: mostBackoffMs })
    this.#retry = setTimeout(() => void this.#connect(), Math.max(pauseMs, wait))
  }

  #end(error: SignedOut, cause: Error | null): void {
    if (this.#ended) return
    this.#ended = error
    clearInterval(this.#heartbeat)
    clearTimeout(this.#retry)
    this.#set('signedOut')
    this.#connected.reject(cause ?? error)
    this.#emit('signedOut', { reason: error.reason, error: cause })
  }

  #set(state: State): void {
    if (this.#state === state) return
    this.#state = state
    this.#emit('state', { state })
  }
}

interface Opened {
  now: string
  notice: number
  heartbeatSeconds: number
  calls: CallBounds
}

/** A user signs in. Resolves when that is done; rejects with `Refused` when the server says no. */
export async function connect(options: ConnectOptions): Promise<PlenumClient> {
  const client = new PlenumClient(options)
  await client.ready()
  return client
}

/** Of a call that was refused and is made again. */
function pauseBefore(attempt: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, backoffMs(attempt, { leastMs: 50, mostMs: 2_000 })))
}

/** Refused now, and perhaps not in a moment. */
const worthTryingAgain: readonly string[] = ['busy', 'database_away', 'internal', 'rate_limit', 'too_many_attempts']

/** Codes with which the server closes for good (docs/im/live.md). */
const forGood: Record<number, SignedOutReason> = { 4409: 'replaced', 4410: 'kicked', 4423: 'notInService' }

function openGlobal(address: string): WebSocketLike {
  if (typeof WebSocket === 'undefined') throw new Error('There is no WebSocket here: pass openWebSocket.')
  return new WebSocket(address) as WebSocketLike
}

function newRandom(): number {
  return crypto.getRandomValues(new Uint32Array(1))[0]!
}

function without<T extends object, K extends keyof T>(value: T, key: K): Omit<T, K> {
  const { [key]: _, ...rest } = value
  return rest
}
