import type { Duplex } from 'node:stream'
import { type CommandName, closeCodes, commands, Refusal, refusals } from '@plenum/contract'
import type { RawData, WebSocket } from 'ws'
import type { UserCaller } from '../../road/context.ts'
import { refuseOutOfService } from '../../road/in-service.ts'
import type { rememberUserSigs } from '../../road/usersig-memory.ts'
import { type CallBounds, CallRate } from './call-rate.ts'
import { decideCare } from './care.ts'
import { type Call, readCall } from './frames.ts'
import type { Client, Ending, LiveParts } from './live.ts'
import { CallOrigin } from './origin.ts'
import type { Bundle, Post, Receiver } from './post.ts'
import { conversationOf, Turns } from './turns.ts'

/** What all sockets of a door share. */
export interface SocketParts extends LiveParts {
  userSigs: ReturnType<typeof rememberUserSigs>
  post: Post
  bounds: CallBounds
  /** The server stops: what is said now is not heard any more. */
  isStopping(): boolean
  onClosed(socket: Socket): void
}

const callsBeforeSignInMax = 20
/** Bytes; a client that has not read so much does not read. */
const unreadMax = 512 * 1024

/** One client. */
export class Socket implements Client, Receiver {
  readonly address: string
  bundle: Bundle | null = null
  private readonly parts: SocketParts
  private readonly websocket: WebSocket
  private readonly raw: Duplex
  private readonly openedMs: number
  private heardMs: number
  private askedMs = 0
  private callsBeforeSignIn = 0
  private readonly rate = new CallRate()
  private turns: Turns | null = null
  private caller: UserCaller | null = null
  /** Whoever is signing in. */
  private candidate: UserCaller | null = null
  /** What is told while the login is under way: it comes after its answer. */
  private held: { items: string[]; length: number } | null = null
  private isEnding = false
  private leaving: 'LinkClose' | 'TimeOut' | 'Unregister' = 'LinkClose'

  constructor(websocket: WebSocket, raw: Duplex, address: string, parts: SocketParts) {
    this.websocket = websocket
    this.raw = raw
    this.address = address
    this.parts = parts
    this.openedMs = performance.now()
    this.heardMs = this.openedMs
    websocket.on('message', (data: RawData, isBinary: boolean) => this.hear(data, isBinary))
    websocket.on('pong', () => this.noteSign())
    websocket.on('ping', () => this.noteSign())
    websocket.on('close', () => this.goodbye())
    websocket.on('error', () => websocket.terminate())
  }

  get isBusy(): boolean {
    return this.rate.atOnce > 0
  }

  say(item: string): void {
    if (this.isEnding) return
    if (this.held) this.hold(item, this.held)
    else this.parts.post.say(this, item)
  }

  private hold(item: string, held: NonNullable<Socket['held']>): void {
    held.items.push(item)
    held.length += item.length
    if (held.length > unreadMax) this.endAs('tooSlow', 'too_slow')
  }

  send(frame: Buffer): void {
    if (this.websocket.readyState !== this.websocket.OPEN) return
    if (this.raw.writableLength > unreadMax) this.endAs('tooSlow', 'too_slow')
    else this.raw.write(frame)
  }

  end(ending: Ending): void {
    if (this.isEnding) return
    this.isEnding = true
    this.parts.post.say(this, JSON.stringify({ event: 'connection.ended', content: ending }))
    this.parts.post.handOver(this)
    this.websocket.close(ending.closeCode, ending.number === null ? ending.reason : `${ending.reason} ${ending.number}`)
  }

  /** It is not waited for any more. */
  cutOff(): void {
    this.websocket.terminate()
  }

  /** Looked after every second. */
  care(nowMs: number): void {
    if (this.isEnding) return
    const { openedMs, heardMs, askedMs, caller, candidate } = this
    const signs = {
      openedMs,
      heardMs,
      askedMs,
      isSignedIn: caller !== null,
      isOpening: candidate !== null,
      isPage: caller?.platform === 'Web',
    }
    const need = decideCare(signs, nowMs)
    if (need === 'ask') {
      this.askedMs = nowMs
      this.websocket.ping()
    }
    if (need === 'stranger') this.endAs('badFrame', 'not_signed_in')
    if (need === 'gone') {
      this.leaving = 'TimeOut'
      this.endAs('badFrame', 'silent')
      this.cutOff()
    }
  }

  private noteSign(): void {
    this.heardMs = performance.now()
  }

  private hear(data: RawData, isBinary: boolean): void {
    if (this.isEnding || this.parts.isStopping()) return
    this.noteSign()
    const call = isBinary ? null : readCall(String(data))
    if (!call) this.endAs('badFrame', 'bad_frame')
    else if (!this.caller && ++this.callsBeforeSignIn > callsBeforeSignInMax) this.endAs('badFrame', 'not_signed_in')
    else this.admit(call)
  }

  private admit(call: Call): void {
    const { bounds } = this.parts
    const decided = this.rate.decide(bounds, this.heardMs)
    if (decided === 'take') void this.answer(call)
    else if (decided === 'end') this.endAs('tooMany', 'connection_calls')
    else this.refuse(call, new Refusal('connection_calls', { allowed: bounds.perSecond, atOnce: bounds.atOnce }))
  }

  private endAs(code: keyof typeof closeCodes, reason: string): void {
    this.end({ closeCode: closeCodes[code], reason, number: null })
  }

  private async answer(call: Call): Promise<void> {
    this.rate.atOnce += 1
    const origin = new CallOrigin(this.address)
    try {
      const output = await this.run(call, origin)
      this.parts.post.say(this, JSON.stringify({ id: call.id, output }))
      if (call.command === 'connection.open') this.release()
      if (call.command === 'connection.close') this.signOut()
    } catch (error) {
      this.refuse(call, this.parts.explain(error, origin.requestId))
    } finally {
      this.rate.atOnce -= 1
    }
  }

  private refuse({ id }: Call, { code, message, details }: Refusal): void {
    const known: { number: number; clientNumber?: number } = refusals[code]
    const number = code === 'refused_by_app' ? Number(details.number) : (known.clientNumber ?? known.number)
    const refusal = { code, number, message, details }
    if (!this.isEnding) this.parts.post.say(this, JSON.stringify({ id, refusal }))
  }

  private signOut(): void {
    this.leaving = 'Unregister'
    this.parts.post.handOver(this)
    this.isEnding = true
    this.websocket.close(1000)
  }

  private release(): void {
    const items = this.held?.items ?? []
    this.held = null
    for (const item of items) this.say(item)
  }

  private async run({ command, input }: Call, request: CallOrigin): Promise<unknown> {
    if (command === 'connection.open') return this.open(input, request)
    const { caller, parts } = this
    if (!caller) throw new Refusal('not_signed_in')
    if (command === 'connection.beat') return { notice: parts.live.connectionOf(caller).notice, now: parts.clock.now().toISOString() }
    if (command === 'connection.close') return {}
    const carryOut = () =>
      parts.road.withApp(caller.sdkAppId, async (app) => {
        refuseOutOfService(app)
        return parts.road.runCommand(command as CommandName, input, { caller, request, app })
      })
    const conversation = conversationOf(command, input)
    if (conversation === null) return carryOut()
    this.turns ??= new Turns()
    return this.turns.take(conversation, carryOut)
  }

  private async open(input: unknown, request: CallOrigin): Promise<unknown> {
    if (this.caller || this.held) throw new Refusal('bad_input', { reason: 'This connection is signed in already.' })
    const parsed = commands['connection.open'].input.safeParse(input)
    if (!parsed.success) throw new Refusal('bad_input', { reason: parsed.error.issues[0]!.message })
    const { sdkAppId, userId, userSig, platform } = parsed.data
    const { road, clock, live, userSigs, activity } = this.parts
    this.held = { items: [], length: 0 }
    try {
      return await road.withApp(sdkAppId, async (app) => {
        refuseOutOfService(app)
        const { issuedAt } = userSigs.verify(userSig, { sdkAppId, userId, keys: app.keys, now: clock.now() })
        if (this.websocket.readyState !== this.websocket.OPEN) throw new Refusal('not_signed_in')
        const candidate: UserCaller = { kind: 'user', sdkAppId, userId, platform, issuedAt }
        this.candidate = candidate
        live.expect(candidate, this)
        const opened = await road.runCommand('connection.open', input as never, { caller: candidate, request, app })
        this.caller = candidate
        activity.login(sdkAppId, platform, true)
        return opened
      })
    } catch (error) {
      if (!(error instanceof Refusal && error.code === 'app_unknown')) activity.login(sdkAppId, platform, false)
      this.candidate = null
      this.held = null
      throw error
    }
  }

  /** Also of one that is just signing in. */
  private goodbye(): void {
    this.isEnding = true
    const { live, clock, onClosed } = this.parts
    if (this.candidate) live.leave(this.candidate, this.leaving, clock.now())
    onClosed(this)
  }
}
