import type { ParsedInput } from '@plenum/contract'
import { expect, test } from 'vitest'
import { relationCompanions } from '../../../src/im/callbacks/relations.ts'
import type { Settings } from '../../../src/im/callbacks/settings-store.ts'
import type { Said } from '../../../src/im/callbacks/verdict.ts'
import type { AppContext } from '../../../src/road/context.ts'

const friend = (userId: string) => ({ userId, remark: '', lists: [], source: 'Web', wording: 'hello' })
const input: ParsedInput<'friend.add'> = { userId: 'ann', friends: ['ben', 'cy', 'dee'].map(friend), mutual: true, force: false }

/** What the app is asked when a user, who calls by a live connection, wants friends. */
function asked(said: Said | null, kind: 'user' | 'app' = 'user') {
  const questions: object[] = []
  const { ask } = relationCompanions({
    settingsOf: async () => ({ commands: ['Sns.CallbackPrevFriendAdd'] }) as unknown as Settings,
    async ask(_, __, ___, fields) {
      questions.push(fields)
      return said
    },
    spelling: {} as never,
  })['friend.add']!
  return { questions, answer: ask!(input, { caller: { kind }, request: {} } as unknown as AppContext) }
}
const saying = (fields: object): Said => ({ code: 0, text: '', fields: fields as Record<string, unknown> })

test('a user’s wish for friends is asked about; those whom the app refuses are left out and named in their place', async () => {
  const { questions, answer } = asked(
    saying({
      ResultItem: [
        { To_Account: 'cy', ResultCode: 38_001, ResultInfo: 'not cy' },
        { To_Account: 'ben', ResultCode: 0 },
      ],
    }),
  )
  const { input: left, finish } = (await answer)!
  expect(questions).toMatchObject([
    {
      Requester_Account: 'ann',
      From_Account: 'ann',
      AddType: 'Add_Type_Both',
      FriendItem: [{ To_Account: 'ben', AddSource: 'AddSource_Type_Web' }, {}, {}],
    },
  ])
  expect(left!.friends.map(({ userId }) => userId)).toEqual(['ben', 'dee'])
  const results = [
    { userId: 'ben', code: 'done' },
    { userId: 'dee', code: 'friend_self' },
  ]
  expect(finish!({ results })).toEqual({
    results: [results[0], { userId: 'cy', code: 'refused_by_app', number: 38_001, text: 'not cy' }, results[1]],
  })
})

test('an app that refuses all of them is not asked to add anybody; one that decides nothing refuses nobody', async () => {
  const all = await asked(saying({ ResultItem: ['ben', 'cy', 'dee'].map((To_Account) => ({ To_Account, ResultCode: 38_500 })) })).answer
  expect((all!.answer as { results: object[] }).results).toHaveLength(3)
  expect(await asked({ ...saying({ ResultItem: [{ To_Account: 'ben', ResultCode: 38_500 }] }), code: 1 }).answer).toBeNull()
  expect(await asked(saying({ ResultItem: [{ To_Account: 'ben', ResultCode: 1 }] })).answer).toBeNull()
  expect(await asked(null).answer).toBeNull()
})

test('the app’s own server is not asked', async () => {
  const { questions, answer } = asked(saying({}), 'app')
  expect(await answer).toBeNull()
  expect(questions).toEqual([])
})
