import fc from 'fast-check'
import { expect, test } from 'vitest'
import { csvOf } from '../csv.ts'
import { readAccounts, rowsOf } from './accounts-csv.ts'

const account = (userId: string, nick: string, faceUrl: string) =>
  ({ userId, nick, faceUrl, isAdministrator: false, createdAt: '2022-11-10T06:20:00Z', profile: {} }) as unknown as Parameters<
    typeof rowsOf
  >[0][number]

test('what was exported is imported as it was, also what a spreadsheet would take for a formula', () => {
  const userId = fc.string({ minLength: 1, maxLength: 32, unit: fc.constantFrom(...'ab\'"=+-@,;') }).filter((id) => id.trim() === id)
  const name = fc.string({ minLength: 1, maxLength: 12, unit: fc.constantFrom(...'aé\'"=+-@,; \r\n\t') })
  fc.assert(
    fc.property(fc.array(fc.tuple(userId, name, name), { minLength: 1, maxLength: 5 }), (accounts) => {
      const text = csvOf(rowsOf(accounts.map(([id, nick, faceUrl]) => account(id, nick, faceUrl))))
      expect(readAccounts(text)).toEqual(accounts.map(([id, nick, faceUrl]) => ({ userId: id, nick, faceUrl })))
    }),
  )
})

test.each(['\r\n', '\n', '\r'])('no line is lost, however lines end: %j', (end) => {
  const text = `\uFEFF${['UserID,Nickname', 'ann,Ann', '', 'ben', '"cy","Cy, 6"""'].join(end)}${end}`
  expect(readAccounts(text)).toEqual([{ userId: 'ann', nick: 'Ann' }, { userId: 'ben' }, { userId: 'cy', nick: 'Cy, 6"' }])
})

test('a large file and one whose quotes do not close are read too', () => {
  expect(readAccounts('ann,Ann\n'.repeat(100_000))).toHaveLength(100_000)
  expect(readAccounts(`"ann,${'x,y\n'.repeat(50_000)}`)).toHaveLength(50_000)
})
