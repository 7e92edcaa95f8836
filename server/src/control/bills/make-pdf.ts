import { once } from 'node:events'
import { Worker } from 'node:worker_threads'
import type { WrittenBill } from './read-bill.ts'

/** In a thread of its own: a bill of 300 apps takes seconds, in which messages are to be delivered. */
export async function makePdfAside(written: WrittenBill): Promise<Buffer> {
  const thread = new Worker(new URL('./bill-pdf-thread.ts', import.meta.url), { workerData: written })
  try {
    const [pdf] = (await once(thread, 'message')) as [Uint8Array]
    return Buffer.from(pdf)
  } finally {
    await thread.terminate()
  }
}
