import { expect, test } from 'vitest'
import { builtInPriceBooks, type Edition, featuresMissing, includedConfiguration, limitsAt, parsePriceBooks } from '../src/index.ts'

const [book] = builtInPriceBooks
const included = (edition: Edition) => includedConfiguration(edition, book!)

test('each edition allows what the comparison of plans says', () => {
  expect(limitsAt(included('free'), book!)).toMatchObject({
    usersMax: 100,
    friendsMax: 20,
    groupsPerUserMax: 50,
    groupMembersMax: 20,
    ordinaryGroupsMax: 100,
    avGroupsMax: 10,
    communitiesMax: 0,
    groupsPerDayMax: 10_000,
    dailyActiveUsersMax: 100,
    dailyActiveUsersIncluded: 100,
    historyDays: 7,
    conversationsMax: 100,
    accountsDeletable: true,
  })
  expect(limitsAt(included('pro'), book!)).toMatchObject({
    usersMax: null,
    friendsMax: 3000,
    groupsPerUserMax: 500,
    groupMembersMax: 200,
    ordinaryGroupsMax: null,
    avGroupsMax: 50,
    communitiesMax: 0,
    dailyActiveUsersMax: null,
    dailyActiveUsersIncluded: 10_000,
    groupsIncluded: 100_000,
    historyDays: 7,
    accountsDeletable: false,
  })
  expect(limitsAt(included('ultimate'), book!)).toMatchObject({
    groupsPerUserMax: 1000,
    groupMembersMax: 2000,
    avGroupsMax: null,
    communitiesMax: 100_000,
    communityMembersMax: 100_000,
    topicsPerCommunityMax: 200,
    historyDays: 30,
    conversationsMax: 500,
    devicesPerPlatformMax: { web: 10, other: 3 },
  })
})

test('the limit in force is the number chosen, not its step', () => {
  const limits = limitsAt({ ...included('pro'), groupsPerUser: 777, membersPerGroup: 201, unlimitedAvGroups: true }, book!)
  expect(limits).toMatchObject({ groupsPerUserMax: 777, groupMembersMax: 201, avGroupsMax: null })
})

test('what only Ultimate has is lost on a change to Pro', () => {
  const lost = featuresMissing(limitsAt(included('ultimate'), book!), limitsAt(included('pro'), book!))
  expect(lost).toHaveLength(15)
  expect(featuresMissing(limitsAt(included('pro'), book!), limitsAt(included('free'), book!))).toEqual(['longerHistory'])
})

test('a new price book limits every app from its first day: nobody falls below what is included or rises above what is sold', () => {
  const json = structuredClone(book) as unknown as { editions: { pro: { groupsPerUser: unknown } } }
  json.editions.pro.groupsPerUser = { included: 600, steps: [{ upTo: 900, priceCents: 44999 }] }
  const [later] = parsePriceBooks([{ file: 'later.json', json }])
  const max = (groupsPerUser: number) => limitsAt({ ...included('pro'), groupsPerUser }, later!).groupsPerUserMax
  expect([max(500), max(700), max(1000)]).toEqual([600, 700, 900])
})
