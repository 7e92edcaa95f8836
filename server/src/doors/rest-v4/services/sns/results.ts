import { type RefusalCode, type Relation, refusals, refusalText } from '@plenum/contract'
import type { Service } from '../../dialect/endpoint.ts'
import { failAccounts } from '../../dialect/spelling.ts'

export const snsNumbers = {
  bad_input: 30001,
  too_many_items: 30001,
  user_unknown: 30003,
  internal: 30006,
  busy: 30007,
  database_away: 30007,
} satisfies Service['numbers']

interface Result {
  userId: string
  code: RefusalCode | 'done'
  field?: string | undefined
}

/** Public names of fields of a friend. */
const fieldNames: Record<string, string> = {
  remark: 'Remark',
  source: 'AddSource',
  wording: 'AddWording',
  lists: 'GroupName',
  custom: 'A custom field',
}

/** Who waits for consent has not failed. `numbers`: of this endpoint alone. */
export function resultsBody(results: Result[], numbers: Service['numbers'] = {}) {
  const items = results.map(({ userId, code, field = '' }) => ({
    To_Account: userId,
    ResultCode: code === 'done' ? 0 : numberOf(code, numbers),
    ResultInfo: code === 'done' ? '' : refusalText(code, { userId, field: fieldNames[field] }),
  }))
  const failed = items.filter(({ ResultCode }) => ResultCode !== 0 && ResultCode !== refusals.friend_consent_needed.number)
  return { ResultItem: items, ...failAccounts(failed.map(({ To_Account }) => To_Account)) }
}

/** `none`: the documentation has another word for it in each of the two checks. */
export function relationItems(prefix: string, none: string, relations: { userId: string; relation: Relation | null }[]) {
  const words: Record<Relation, string> = { both: 'BothWay', mine: 'AWithB', theirs: 'BWithA', none }
  const items = relations.map(({ userId, relation }) => ({
    To_Account: userId,
    Relation: `${prefix}_${words[relation ?? 'none']}`,
    ResultCode: relation ? 0 : snsNumbers.user_unknown,
    ResultInfo: relation ? '' : refusalText('user_unknown', { userId }),
  }))
  return { items, failed: failAccounts(relations.flatMap(({ userId, relation }) => (relation ? [] : [userId]))) }
}

function numberOf(code: RefusalCode, numbers: Service['numbers']): number {
  const ofService: Service['numbers'] = snsNumbers
  return numbers[code] ?? ofService[code] ?? refusals[code].number
}
