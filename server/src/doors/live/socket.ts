import { type CommandName, closeCodes, commands, Refusal, refusals } from '@plenum/contract'
import type { RawData, WebSocket } from 'ws'
import type { Request, UserCaller } from '../../road/context.ts'
import type { rememberUserSigs } from '../../road/usersig-memory.ts'
import type { LiveParts } from './live.ts'

interface SocketParts extends LiveParts {
  userSigs: ReturnType<typeof rememberUserSigs>
  request: Request
}

/** One client. */
export function openSocket(websocket: WebSocket, { road, clock, explain, live, userSigs, request }: SocketParts): void {
  let caller: UserCaller | null = null
  let leave = () => {}
  let gathered: string[] = []

  /** What gathers in one turn of the loop goes as one frame. */
  function say(item: string): void {
    if (gathered.push(item) > 1) return
    setImmediate(() => {
      const frame = `[${gathered.join(',')}]`
      gathered = []
      if (websocket.readyState === websocket.OPEN) websocket.send(frame)
    })
  }

  async function answer({ id, command, input }: Frame): Promise<void> {
    try {
      say(JSON.stringify({ id, output: await run(command, input) }))
    } catch (error) {
      const { code, message, details } = explain(error, request.requestId)
      const known: { number: number; clientNumber?: number } = refusals[code]
      say(JSON.stringify({ id, refusal: { code, number: known.clientNumber ?? known.number, message, details } }))
    }
  }

  async function run(command: string, input: unknown): Promise<unknown> {
    if (command === 'connection.open') return open(input)
    const user = caller
    if (!user) throw new Refusal('not_signed_in')
    if (command === 'connection.beat') return {}
    if (command === 'connection.close') {
      setImmediate(() => websocket.close(1000))
      return {}
    }
    return road.withApp(user.sdkAppId, (app) => road.runCommand(command as CommandName, input, { caller: user, request, app }))
  }

  async function open(input: unknown) {
    if (caller) throw new Refusal('bad_input', { reason: 'This connection is signed in already.' })
    const parsed = commands['connection.open'].input.safeParse(input)
    if (!parsed.success) throw new Refusal('bad_input', { reason: parsed.error.issues[0]!.message })
    const { sdkAppId, userId, userSig, platform } = parsed.data
    return road.withApp(sdkAppId, async (app) => {
      const { issuedAt } = userSigs.verify(userSig, { sdkAppId, userId, keys: app.keys, now: clock.now() })
      const candidate: UserCaller = { kind: 'user', sdkAppId, userId, platform, issuedAt }
      const opened = await road.runCommand('connection.open', input as never, { caller: candidate, request, app })
      caller = candidate
      leave = await live.join(candidate, { say, end: (code, reason) => websocket.close(code, reason) })
      return opened
    })
  }

  websocket.on('message', (data: RawData, isBinary: boolean) => {
    const frame = isBinary ? null : readFrame(data)
    if (frame) void answer(frame)
    else websocket.close(closeCodes.badFrame, 'bad frame')
  })
  websocket.on('close', () => leave())
  websocket.on('error', () => websocket.terminate())
}

interface Frame {
  id: number
  command: string
  input: unknown
}

function readFrame(data: RawData): Frame | null {
  try {
    const { id, command, input } = JSON.parse(String(data)) as Record<string, unknown>
    return typeof command === 'string' && Number.isSafeInteger(id) ? { id: id as number, command, input } : null
  } catch {
    return null
  }
}
