import { parentPort, workerData } from 'node:worker_threads'
import { makeBillPdf } from './bill-pdf.ts'
import type { WrittenBill } from './read-bill.ts'

/** What runs in a thread of its own, and ends with it. */
parentPort?.postMessage(await makeBillPdf(workerData as WrittenBill))
