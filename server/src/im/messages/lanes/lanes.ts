import { Refusal } from '@plenum/contract'
import { answerAsDuplicate, nameInBatch } from './same-message.ts'
import { conversationKey, type Outgoing, type Written } from './write-batch.ts'

const lanesDefault = 2
const batchMax = 1_000
const batchBytesMax = 4_000_000
/** From here on writing beside the others is worth another statement. */
const lengthWorthAStatement = 100
const queueMaxDefault = 10_000
const attemptsMax = 3

interface Waiting {
  outgoing: Outgoing
  bytes: number
  resolve(written: Written): void
  reject(error: unknown): void
  /** What became of it. */
  written?: Written
}

interface Parts {
  write(batch: Outgoing[]): Promise<Written[]>
  /** Called in the order of the conversation, after the commit and before the sender hears of it. */
  onCommitted(outgoing: Outgoing, written: Written): void
  /** Makes room for messages the table had no part for. */
  makeParts(batch: Outgoing[]): Promise<void>
  /** The database did not answer: whether the batch was written is not known. */
  isAway(error: unknown): boolean
  lanes?: number
  queueMax?: number
}

interface Lane {
  queue: Waiting[]
  isWriting: boolean
}

/**
 * Group commit. A message joins the lane of its conversation; what gathered while the last statement was under way is written with one
 * statement. No timer: who comes alone is written at once. A statement costs the same however little it writes, so short lanes are written
 * together; one in which many wait gets a statement of its own beside the others.
 */
export function createLanes({ write, onCommitted, makeParts, isAway, lanes: count = lanesDefault, queueMax = queueMaxDefault }: Parts) {
  const lanes: Lane[] = Array.from({ length: count }, () => ({ queue: [], isWriting: false }))
  const statements = new Set<Promise<void>>()
  let isScheduled = false

  /** What comes in the same turn of the loop goes along. */
  function schedule() {
    if (isScheduled) return
    isScheduled = true
    setImmediate(() => {
      isScheduled = false
      start()
    })
  }

  function start() {
    const waiting = lanes.filter(({ queue, isWriting }) => queue.length > 0 && !isWriting)
    const long = waiting.filter(({ queue }) => queue.length >= lengthWorthAStatement)
    for (const lane of long) startStatement([lane])
    const short = waiting.filter((lane) => !long.includes(lane))
    if (statements.size === 0 && short.length > 0) startStatement(short)
  }

  function startStatement(together: Lane[]) {
    const batch = together.flatMap(({ queue }) => queue.splice(0, portionOf(queue)))
    for (const lane of together) lane.isWriting = true
    const statement = settle(batch).then(() => {
      for (const lane of together) lane.isWriting = false
      statements.delete(statement)
      start()
    })
    statements.add(statement)
  }

  /** Every one of the batch is answered, whatever happens. What may be the same message as one before it comes after that one. */
  async function settle(batch: Waiting[]): Promise<void> {
    const { firsts, again } = apart(batch)
    await settleFirsts(firsts)
    const left = again.filter(({ waiting, first }) => {
      const answer = first.written && answerAsDuplicate(waiting.outgoing, first.outgoing, first.written)
      if (answer) waiting.resolve(answer)
      return !answer
    })
    if (left.length > 0) await settle(left.map(({ waiting }) => waiting))
  }

  async function settleFirsts(batch: Waiting[]): Promise<void> {
    let written: Written[]
    try {
      written = await writeRetrying(batch.map(({ outgoing }) => outgoing))
    } catch (error) {
      if (isAway(error) || !isOfOneMessage(error) || batch.length === 1) {
        for (const { reject } of batch) reject(error)
        return
      }
      // Nothing was written. Whichever message broke the batch, its neighbours are written without it, still in order.
      const middle = batch.length >> 1
      await settleFirsts(batch.slice(0, middle))
      return settleFirsts(batch.slice(middle))
    }
    batch.forEach((waiting, index) => {
      waiting.written = written[index]!
      onCommitted(waiting.outgoing, waiting.written)
      waiting.resolve(waiting.written)
    })
  }

  async function writeRetrying(batch: Outgoing[]): Promise<Written[]> {
    for (let attempt = 1; ; attempt++) {
      try {
        return await write(batch)
      } catch (error) {
        if (attempt === attemptsMax || !isWorthRetrying(error)) throw error
        if (isPartMissing(error)) await makeParts(batch)
      }
    }
  }

  return {
    /** Resolves after the commit. Messages of one conversation are written in the order of their calls. */
    send(outgoing: Outgoing, bytes: number): Promise<Written> {
      const lane = lanes[laneOf(outgoing, count)]!
      if (lane.queue.length >= queueMax) throw new Refusal('busy')
      return new Promise((resolve, reject) => {
        lane.queue.push({ outgoing, bytes, resolve, reject })
        schedule()
      })
    },

    /** When everything handed over so far is written. */
    async flush(): Promise<void> {
      start()
      while (statements.size > 0) await Promise.all(statements)
    },
  }
}

export type Lanes = ReturnType<typeof createLanes>

function apart(batch: Waiting[]) {
  const firstOf = new Map<string, Waiting>()
  const again: { waiting: Waiting; first: Waiting }[] = []
  const firsts = batch.filter((waiting) => {
    const name = nameInBatch(waiting.outgoing)
    const first = name === null ? undefined : firstOf.get(name)
    if (first) again.push({ waiting, first })
    else if (name !== null) firstOf.set(name, waiting)
    return !first
  })
  return { firsts, again }
}

function portionOf(queue: Waiting[]): number {
  let bytes = 0
  const end = queue.findIndex((waiting, index) => {
    bytes += waiting.bytes
    return index === batchMax || (index > 0 && bytes > batchBytesMax)
  })
  return end === -1 ? queue.length : end
}

/** The same conversation always takes the same lane. */
function laneOf(outgoing: Outgoing, count: number): number {
  const key = conversationKey(outgoing)
  let hash = outgoing.sdkAppId | 0
  for (let index = 0; index < key.length; index++) hash = (Math.imul(hash, 31) + key.charCodeAt(index)) | 0
  return (hash >>> 0) % count
}

/** Something in the values, or in our own code: not in the state of the database. */
function isOfOneMessage(error: unknown): boolean {
  const { code } = error as { code?: string }
  return code === undefined || /^2[23]/.test(code)
}

const deadlock = '40P01'
const serializationFailure = '40001'

function isWorthRetrying(error: unknown): boolean {
  const { code } = error as { code?: string }
  return code === deadlock || code === serializationFailure || isPartMissing(error)
}

/** The table has no part for this month. */
function isPartMissing(error: unknown): boolean {
  const { code, routine } = error as { code?: string; routine?: string }
  return code === '23514' && routine === 'ExecFindPartition'
}
