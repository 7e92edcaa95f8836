import { textFrame } from './frames.ts'

/** Who gets frames. */
export interface Receiver {
  /** What has gathered for it; null: nothing. */
  bundle: Bundle | null
  send(frame: Buffer): void
}

/** Characters; a client with more waiting gets them at once. */
const bundleMax = 256 * 1024

/** Items in their order. Whoever gets the same items in the same order shares the bundle, and its frame is made once. */
export class Bundle {
  private readonly before: Bundle | null
  private readonly item: string
  readonly length: number
  private longer: Bundle | null = null
  private frame: Buffer | null = null

  constructor(before: Bundle | null = null, item = '') {
    this.before = before
    this.item = item
    this.length = (before?.length ?? 0) + item.length
  }

  with(item: string): Bundle {
    if (this.longer?.item !== item) this.longer = new Bundle(this, item)
    return this.longer
  }

  /** A JSON array of the items. */
  asFrame(): Buffer {
    if (this.frame) return this.frame
    const items: string[] = []
    for (let bundle: Bundle = this; bundle.before; bundle = bundle.before) items.push(bundle.item)
    this.frame = textFrame(`[${items.reverse().join(',')}]`)
    return this.frame
  }
}

/** What gathers for a client in one turn of the loop goes as one frame. */
export function openPost() {
  let empty = new Bundle()
  let waiting: Receiver[] = []

  function flush(): void {
    const receivers = waiting
    waiting = []
    empty = new Bundle()
    for (const receiver of receivers) handOver(receiver)
  }

  function handOver(receiver: Receiver): void {
    const { bundle } = receiver
    receiver.bundle = null
    if (bundle && bundle.length > 0) receiver.send(bundle.asFrame())
  }

  return {
    say(receiver: Receiver, item: string): void {
      if (receiver.bundle === null) {
        receiver.bundle = empty
        if (waiting.push(receiver) === 1) setImmediate(flush)
      } else if (receiver.bundle.length + item.length > bundleMax) {
        handOver(receiver)
        receiver.bundle = empty
      }
      receiver.bundle = receiver.bundle.with(item)
    },
    /** What it was told goes before what comes now. */
    handOver,
  }
}

export type Post = ReturnType<typeof openPost>
