import { setTimeout as pause } from 'node:timers/promises'
import { quantile } from '../quantile.ts'
import { type Door, doorOf, type Place } from './doors.ts'
import { findMarks, marked } from './marks.ts'
import type { Wire } from './wire.ts'

/** A message at a time for each of so many senders, who say the next when the last member has heard; or so many a second, whatever is heard. */
export type Pace = { inFlight: number } | { perSecond: number; senders: number }

export interface Counted {
  seconds: number
  said: number
  deliveries: number
  /** From saying to hearing, in milliseconds; NaN when nothing was heard. */
  p50: number
  p99: number
}

const messagesMax = 1 << 20
/** Of so many deliveries one is timed: a prime, so that it is not always the same member. */
const timedOneOf = 7
const heardWithinMs = 60_000
const lookEveryMs = 5
const attemptsMax = 100
const backWithinMs = 120_000

/** Only those with a number below it speak. */
export const sendersMax = 16

const saidAt = new Float64Array(messagesMax)
const senderOf = new Uint8Array(messagesMax)
/** How many members have not heard it. */
const outstanding = new Int32Array(messagesMax)
let lastId = 0

/** Members of one group behind one door, who talk and count what they hear. */
export class Crowd {
  private readonly door: Door
  private wires: Wire[] = []
  private problem: Error | null = null
  private pace: Pace | null = null
  private timer: NodeJS.Timeout | undefined
  /** Messages that somebody has not heard yet. */
  private unheard = new Set<number>()
  /** While members come and go nobody knows how many will hear a message: those before this one are not followed. */
  private followedFrom = 0
  private said = 0
  private deliveries = 0
  private times: number[] = []
  private countedAt = performance.now()

  constructor(place: Place) {
    this.door = doorOf(place)
  }

  /** Resolves when so many more are there. */
  async open(count: number, atOnce: number): Promise<void> {
    const first = this.wires.length
    let next = first
    const opener = async () => {
      while (next < first + count) {
        const number = next++
        this.listenTo(number, await this.door.enter(number))
      }
    }
    await Promise.all(Array.from({ length: atOnce }, opener))
    this.check()
  }

  speak(pace: Pace): void {
    this.check()
    this.pace = pace
    if ('inFlight' in pace) {
      for (let sender = 0; sender < pace.inFlight; sender++) this.say(sender)
    } else {
      const startedAt = performance.now()
      let number = 0
      this.timer = setInterval(() => {
        const due = ((performance.now() - startedAt) / 1000) * pace.perSecond
        while (number < due) this.say(number++ % pace.senders)
      }, lookEveryMs)
    }
  }

  /** Since the last time. */
  count(): Counted {
    this.check()
    const { said, deliveries, times } = this
    const now = performance.now()
    const seconds = (now - this.countedAt) / 1000
    this.countedAt = now
    this.said = 0
    this.deliveries = 0
    this.times = []
    const [p50, p99] = times.length === 0 ? [Number.NaN, Number.NaN] : [quantile(times, 0.5), quantile(times, 0.99)]
    return { seconds, said, deliveries, p50, p99 }
  }

  /** Resolves when every member has heard all that was said while everybody was there. */
  async hush(): Promise<void> {
    this.pace = null
    clearInterval(this.timer)
    const deadline = performance.now() + heardWithinMs
    while (this.unheard.size > 0) {
      this.check()
      if (performance.now() > deadline) throw new Error(`${this.unheard.size} messages were not heard by all`)
      await pause(lookEveryMs)
    }
    this.check()
  }

  beat(): void {
    this.check()
    for (const wire of this.wires) this.door.beat(wire)
  }

  /**
   * The server ends, and another begins: resolves when everybody is back. All come at once, as soon as there is somebody to come to, and those
   * who speak do so as soon as they are back. Seconds from the loss of the first connection, and from the moment the server was there again.
   */
  async comeBack(pace: Pace): Promise<{ afterLoss: number; afterStart: number; attempts: number; askedAgain: number }> {
    const size = this.wires.length
    const lost = this.wires.map(
      (wire) =>
        new Promise<void>((resolve) => {
          wire.onClosed = resolve
          wire.onBytes = (bytes) => {
            if (!bytes.includes('connection.ended')) return
            wire.close()
            resolve()
          }
        }),
    )
    await Promise.race(lost)
    const lostAt = performance.now()
    await Promise.all(lost)
    this.wires = []
    this.followedFrom = Number.POSITIVE_INFINITY
    await this.somebodyAnswers()
    const startedAt = performance.now()
    const { askedAgain } = this.door
    this.count()
    this.speak(pace)
    const attempts = await Promise.all(Array.from({ length: size }, (_, number) => this.enterPatiently(number)))
    const endedAt = performance.now()
    this.followedFrom = lastId + 1
    return {
      afterLoss: (endedAt - lostAt) / 1000,
      afterStart: (endedAt - startedAt) / 1000,
      attempts: attempts.reduce((sum, one) => sum + one, 0),
      askedAgain: this.door.askedAgain - askedAgain,
    }
  }

  close(): void {
    this.pace = null
    clearInterval(this.timer)
    for (const wire of this.wires) wire?.close()
    this.wires = []
  }

  private say(sender: number): void {
    const wire = this.wires[sender]
    // Whoever speaks at a pace goes on when it is back.
    if (!wire || wire.isClosed || this.problem) return
    const id = ++lastId
    if (id >= messagesMax) throw new Error('There are no numbers left for messages')
    saidAt[id] = performance.now()
    senderOf[id] = sender
    outstanding[id] = this.wires.length
    if (id >= this.followedFrom) this.unheard.add(id)
    this.said++
    this.door.say(wire, marked(id), id)
  }

  private hear(id: number): void {
    this.deliveries++
    if (this.deliveries % timedOneOf === 0) this.times.push(performance.now() - saidAt[id]!)
    outstanding[id]!--
    if (outstanding[id]! > 0 || id < this.followedFrom) return
    if (!this.unheard.delete(id)) this.problem ??= new Error(`Message ${id} was heard more often than there are members`)
    if (this.pace && 'inFlight' in this.pace) this.say(senderOf[id]!)
  }

  private listenTo(number: number, wire: Wire): void {
    const { refusal } = this.door
    const hear = (id: number) => this.hear(id)
    this.wires[number] = wire
    wire.onClosed = () => {
      this.problem ??= new Error(`The connection of member ${number} was lost`)
    }
    if (wire.isClosed) wire.onClosed()
    wire.onBytes = (bytes) => {
      if (number < sendersMax && bytes.includes(refusal)) this.problem ??= new Error(`Refused: ${bytes.toString('latin1').slice(0, 500)}`)
      findMarks(bytes, wire, hear)
    }
  }

  private async enterPatiently(number: number): Promise<number> {
    for (let attempt = 1; ; attempt++) {
      try {
        this.listenTo(number, await this.door.enter(number))
        return attempt
      } catch (error) {
        if (attempt === attemptsMax) throw error
        await pause(100 + Math.random() * 200)
      }
    }
  }

  private async somebodyAnswers(): Promise<void> {
    const deadline = performance.now() + backWithinMs
    while (!(await this.door.isOpen())) {
      if (performance.now() > deadline) throw new Error('The server did not come back')
      await pause(lookEveryMs)
    }
  }

  private check(): void {
    if (this.problem) throw this.problem
  }
}
