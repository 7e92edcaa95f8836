import { setTimeout as pause } from 'node:timers/promises'
import { backoffMs } from '../../../sdk/src/backoff.ts'
import { makeUserSig } from '../../../server/test/make-user-sig.ts'
import { clientFrame, Wire } from './wire.ts'

/** Where members come in. */
export type Place =
  /** `enters`: an audio-video group, which has to be entered; members of other groups are there already. */
  | { kind: 'plenum'; port: number; sdkAppId: number; key: string; groupId: string; users: string; enters: boolean }
  | { kind: 'ejabberd'; port: number; room: string }
  | { kind: 'bare'; port: number }

export interface Door {
  isOpen(): Promise<boolean>
  /** Resolves when the member is there and hears, also what it says itself. */
  enter(number: number): Promise<Wire>
  say(wire: Wire, text: string, id: number): void
  /** A sign of life. */
  beat(wire: Wire): void
  /** What a sender hears when it was refused. */
  refusal: string
  /** How often a member was told "not now" while it came in. */
  askedAgain: number
}

export function doorOf(place: Place): Door {
  if (place.kind === 'plenum') return plenum(place)
  return place.kind === 'ejabberd' ? ejabberd(place) : bare(place)
}

/** As the SDK comes in: it signs in, and asks what was said while it was away. */
function plenum({ port, sdkAppId, key, groupId, users, enters }: Place & { kind: 'plenum' }): Door {
  const openings = new Map<number, Buffer>()
  const time = Math.floor(Date.now() / 1000)
  const beat = clientFrame(JSON.stringify({ id: 9, command: 'connection.beat', input: {} }))
  const resume = clientFrame(JSON.stringify({ id: 2, command: 'conversation.list', input: { changedSince: new Date().toISOString() } }))
  const enter = clientFrame(JSON.stringify({ id: 3, command: 'avGroup.join', input: { groupId } }))
  const opening = (number: number) => {
    const known = openings.get(number)
    if (known) return known
    const userId = `${users}_${number}`
    const userSig = makeUserSig({ sdkAppId, key, userId, time })
    const made = clientFrame(
      JSON.stringify({ id: 1, command: 'connection.open', input: { sdkAppId, userId, userSig, platform: 'Android' } }),
    )
    openings.set(number, made)
    return made
  }
  /** Patient as the SDK is. */
  async function ask(wire: Wire, id: number, call: Buffer): Promise<void> {
    for (let attempt = 0; ; attempt++) {
      wire.write(call)
      const text = await wire.until(new RegExp(`"id":${id},"(output|refusal)"`))
      if (!text.includes(`"id":${id},"refusal"`)) return
      if (attempt === 8 || !text.includes('"code":"busy"')) throw new Error(text)
      door.askedAgain++
      await pause(backoffMs(attempt, { leastMs: 50, mostMs: 2_000 }))
    }
  }
  const door: Door = {
    askedAgain: 0,
    isOpen: () => isOpen(port),
    refusal: '"refusal"',
    async enter(number) {
      const wire = await Wire.open(port)
      await wire.upgrade('/ws')
      await ask(wire, 1, opening(number))
      await ask(wire, 2, resume)
      if (enters) await ask(wire, 3, enter)
      return wire
    },
    say(wire, text, id) {
      const body = `[{"MsgType":"TIMTextElem","MsgContent":{"Text":"${text}"}}]`
      wire.write(clientFrame(`{"id":${id + 10},"command":"message.send","input":{"groupId":"${groupId}","random":${id},"body":${body}}}`))
    },
    beat: (wire) => wire.write(beat),
  }
  return door
}

function ejabberd({ port, room }: Place & { kind: 'ejabberd' }): Door {
  const stream = `<stream:stream xmlns='jabber:client' xmlns:stream='http://etherx.jabber.org/streams' to='localhost' version='1.0'>`
  const place = `${room}@conference.localhost`
  return {
    askedAgain: 0,
    isOpen: () => isOpen(port),
    refusal: "type='error'",
    async enter(number) {
      const wire = await Wire.open(port)
      wire.write(stream)
      await wire.until(/<\/stream:features>/)
      wire.write(`<auth xmlns='urn:ietf:params:xml:ns:xmpp-sasl' mechanism='ANONYMOUS'/>`)
      await wire.until(/<success/)
      wire.write(stream)
      await wire.until(/<\/stream:features>/)
      wire.write(`<iq type='set' id='b'><bind xmlns='urn:ietf:params:xml:ns:xmpp-bind'/></iq>`)
      await wire.until(/<jid>/)
      wire.write(`<presence to='${place}/n${number}'><x xmlns='http://jabber.org/protocol/muc'><history maxstanzas='0'/></x></presence>`)
      const entered = await wire.until(/<subject|code=['"]110['"]|type=['"]error['"]/)
      if (/type=['"]error['"]/.test(entered)) throw new Error(entered)
      // The subject comes after the presence.
      await pause(5)
      return wire
    },
    say: (wire, text, id) => wire.write(`<message to='${place}' type='groupchat' id='${id}'><body>${text}</body></message>`),
    beat: (wire) => wire.write(' '),
  }
}

function bare({ port }: Place & { kind: 'bare' }): Door {
  return {
    askedAgain: 0,
    isOpen: () => isOpen(port),
    refusal: 'refusal',
    async enter() {
      const wire = await Wire.open(port)
      await wire.upgrade('/')
      return wire
    },
    say: (wire, text) => wire.write(clientFrame(text)),
    beat() {},
  }
}

async function isOpen(port: number): Promise<boolean> {
  const wire = await Wire.open(port).catch(() => null)
  wire?.close()
  return wire !== null
}
