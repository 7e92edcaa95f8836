import { type Choice, type EditionTerms, type FeatureName, formatCents, type PriceBook } from '@plenum/billing'
import type { Output } from '@plenum/contract'
import { daysText, limitText } from './configuration-text.ts'
import { featureNames } from './feature-names.ts'

type Row = Output<'plan.catalog'>['comparison'][number]

/** Rows of Compare Upgradeable Items (plans-and-billing.md 1.1 and 1.2). Every number comes from the price book. */
export function comparison(book: PriceBook): Row[] {
  const { free, pro, ultimate } = book.editions
  const row =
    (section: string) =>
    (name: string, text: (terms: EditionTerms) => string): Row => ({
      section,
      row: name,
      free: text(free),
      pro: text(pro),
      ultimate: text(ultimate),
    })
  const quantity = row('Quantities')
  const feature = row('Features')

  return [
    quantity('Base price', ({ priceCents }) => (priceCents === 0 ? 'free' : `${dollars(priceCents)} a month`)),
    quantity('Validity', (terms) => (terms === free ? 'Permanent' : 'Monthly, postpaid')),
    quantity('Users', ({ usersMax }) => limitText(usersMax)),
    quantity('Friends per user', ({ friendsMax }) => limitText(friendsMax)),
    quantity('Groups per user', ({ groupsPerUser }) => choiceText(groupsPerUser)),
    quantity('Members per group', ({ membersPerGroup }) => choiceText(membersPerGroup)),
    quantity('Members per audio-video group', () => limitText(null)),
    quantity('Members per community', ({ communityMembersMax }) => (communityMembersMax === 0 ? 'no' : limitText(communityMembersMax))),
    quantity('Groups at once', ({ ordinaryGroupsMax }) => limitText(ordinaryGroupsMax)),
    quantity('Audio-video groups at once', ({ avGroups }) => avGroupsText(avGroups)),
    quantity('Communities at once', ({ communitiesMax }) => (communitiesMax === 0 ? 'no' : limitText(communitiesMax))),
    quantity('Topics per community', ({ topicsPerCommunityMax }) =>
      topicsPerCommunityMax === 0 ? 'no' : limitText(topicsPerCommunityMax),
    ),
    quantity('New groups a day, net', ({ groupsPerDayMax }) => limitText(groupsPerDayMax)),
    quantity('History', ({ historyDays }) => historyText(historyDays)),
    quantity('Daily active users', ({ dailyActiveUsersMax }) =>
      dailyActiveUsersMax === null
        ? `${limitText(book.overage.dailyActiveUsers.included)}, above is billed`
        : limitText(dailyActiveUsersMax),
    ),
    quantity('Peak groups of a month', (terms) => `${limitText(book.overage.groups.included)}${terms === free ? '' : ', above is billed'}`),
    quantity('Recent conversations pulled from the cloud', ({ conversationsMax, features }) =>
      features.moreConversations
        ? `${limitText(free.conversationsMax)}, settable up to ${limitText(conversationsMax)}`
        : limitText(conversationsMax),
    ),
    quantity('Devices of one platform at once', ({ devicesPerPlatformMax: { web, other } }) =>
      web === 1 && other === 1 ? '1 per platform' : `web up to ${web}; others up to ${other} each`,
    ),
    quantity('Accounts may be deleted by the app', ({ accountsDeletable }) => yesNo(accountsDeletable)),
    quantity('App administrators', ({ administratorsMax }) => limitText(administratorsMax)),
    ...(Object.keys(featureNames) as FeatureName[]).map((name) => feature(featureNames[name], (terms) => featureText(name, terms))),
  ]
}

/** What else is known of a feature where an edition has it; in other words where it does not. */
const details: Partial<Record<FeatureName, { yes?: string; no?: string }>> = {
  pushToAllUsers: { yes: '100 pushes a day' },
  avGroupHistoryForNewMembers: { yes: 'at most 20 messages of the last 24 hours' },
  communities: { yes: 'off by default' },
  groupReadReceipts: { yes: 'in groups of at most 200 members' },
  targetedGroupMessages: { yes: 'up to 50 receivers' },
  avGroupOnlineMembers: { yes: 'last 1,000 members', no: 'last 30 members' },
  avGroupBroadcast: { yes: '1 a second, settable to 5' },
  conversationGroups: { yes: '20 groups of 1,000 conversations' },
  callbacks: { yes: 'free of charge' },
  longerHistory: { yes: 'value-added service' },
}

function featureText(name: FeatureName, { features }: EditionTerms) {
  const detail = features[name] ? details[name]?.yes : details[name]?.no
  return `${yesNo(features[name])}${detail ? `, ${detail}` : ''}`
}

function choiceText({ included, steps }: Choice) {
  const paid = steps.map(({ upTo, priceCents }) => `up to ${limitText(upTo)} for ${dollars(priceCents)}`)
  return [limitText(included), ...paid].join(', ')
}

function historyText({ included, steps }: Choice) {
  const paid = steps.map(({ upTo, priceCents }) => `${limitText(upTo)} for ${dollars(priceCents)}`)
  return [daysText(included), ...paid].join(', ')
}

function avGroupsText({ included, unlimitedPriceCents }: EditionTerms['avGroups']) {
  const paid = unlimitedPriceCents === null ? '' : `, unlimited for ${dollars(unlimitedPriceCents)}`
  return `${limitText(included)}${paid}`
}

function dollars(cents: number) {
  const [whole, fraction] = formatCents(cents).split('.')
  return `$${Number(whole).toLocaleString('en-US')}.${fraction}`
}

const yesNo = (value: boolean) => (value ? 'yes' : 'no')
