import { type Counter, groupId as GroupId } from '@plenum/contract'
import { z } from 'zod'
import { endpoint } from '../../dialect/endpoint.ts'
import { exactInteger, inAnyCase } from '../../dialect/spelling.ts'

const GroupCounter = z.array(
  inAnyCase(z.object({ key: z.string(), value: z.union([z.int(), z.bigint()], { error: 'is no integer of 64 bits' }) })),
)
const GroupCounterKeys = z.array(z.string()).optional()
const asDocumented = (counters: Counter[]) => counters.map(({ key, value }) => ({ Key: key, Value: exactInteger(value) }))

export const counterEndpoints = [
  endpoint('group_open_http_svc/get_group_counter', {
    body: z.object({ GroupId, GroupCounterKeys }),
    command: 'counter.list',
    toInput: (body) => ({ groupId: body.GroupId, keys: someOf(body) }),
    toBody: ({ counters }) => ({ GroupCounter: asDocumented(counters) }),
  }),
  endpoint('group_open_http_svc/update_group_counter', {
    bigIntegers: true,
    body: z.object({ GroupId, GroupCounter, Mode: z.enum(['Set', 'Increase', 'Decrease']) }),
    command: 'counter.update',
    toInput: (body) => ({
      groupId: body.GroupId,
      mode: body.Mode,
      counters: body.GroupCounter.map(({ key, value }) => ({ key, value: String(value) })),
    }),
    toBody: ({ counters }) => ({ GroupCounter: asDocumented(counters) }),
  }),
  endpoint('group_open_http_svc/delete_group_counter', {
    body: z.object({ GroupId, GroupCounterKeys }),
    command: 'counter.remove',
    toInput: (body) => ({ groupId: body.GroupId, keys: someOf(body) }),
    toBody: () => ({}),
  }),
]

/** An empty list names none, as no list does: all are meant. */
function someOf({ GroupCounterKeys: keys }: { GroupCounterKeys?: string[] | undefined }): string[] | undefined {
  return keys && keys.length > 0 ? keys : undefined
}
