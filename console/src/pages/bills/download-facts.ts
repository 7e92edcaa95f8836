import type { Output } from '@plenum/contract'
import { call } from '../../data/call.ts'

/** Every page of the export in one file. */
export async function downloadFacts() {
  const pages: Output<'bill.export'>[] = []
  for (let after: number | null = 0; after !== null; after = pages.at(-1)!.next) pages.push(await call('bill.export', { after }))
  const whole = { ...pages[0]!, next: null, bills: pages.flatMap(({ bills }) => bills) }
  const link = document.createElement('a')
  link.href = URL.createObjectURL(new Blob([JSON.stringify(whole)], { type: 'application/json' }))
  link.download = 'bills.json'
  link.click()
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000)
}
