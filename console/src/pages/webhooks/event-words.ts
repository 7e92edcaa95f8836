import type { WebhookType } from '@plenum/contract'

export const events: { type: WebhookType; name: string; when: string }[] = [
  { type: 'bill.issued', name: 'Bill issued', when: 'On the 2nd of a month, for the month before.' },
  { type: 'bill.overdue', name: 'Bill overdue', when: 'The balance does not cover what is due.' },
  { type: 'account.suspended', name: 'Account suspended', when: 'Something has been owed for more than a day.' },
  { type: 'account.restored', name: 'Account restored', when: 'Nothing is owed any more.' },
]

export function eventsText(types: WebhookType[]): string {
  return types.length === events.length ? 'All events' : events.flatMap(({ type, name }) => (types.includes(type) ? [name] : [])).join(', ')
}
