import { formatCents, monthOf, type PriceBook } from '@plenum/billing'
import { refusals } from '@plenum/contract'
import type { LimitReached, WatchedLimit } from '../control/apps/limits-reached.ts'
import type { Told } from '../records/notices.ts'

const names: Record<WatchedLimit, string> = {
  dailyUsers: 'users on one day',
  peakGroups: 'groups at once',
  users: 'users',
  ordinaryGroups: 'ordinary groups',
  avGroups: 'audio-video groups',
  communities: 'communities',
  groupsPerDay: 'new groups on one day',
}

/** What answers to whom goes beyond a limit; what is above a quota is charged and not refused. */
const codes: Record<Exclude<WatchedLimit, 'peakGroups'>, number> = {
  dailyUsers: refusals.daily_user_limit.number,
  users: refusals.user_limit.number,
  ordinaryGroups: refusals.group_limit.number,
  avGroups: refusals.av_group_limit.number,
  communities: refusals.community_limit.number,
  groupsPerDay: refusals.group_daily_growth_limit.number,
}

export function limitNotice(reached: LimitReached, book: PriceBook, at: Date): Told {
  const { sdkAppId, accountId, name, day, limit, use, allowed, percent } = reached
  const above = aboveText(reached, book)
  return {
    accountId,
    appId: sdkAppId,
    at,
    kind: `limit.${limit}At${percent}`,
    cause: `limit:${sdkAppId}:${limit}:${monthOf(day)}:${percent}`,
    title: `${name}: ${percent} % of ${number(allowed)} ${names[limit]}`,
    text: `${name} (SDKAppID ${sdkAppId}) had ${number(use)} ${names[limit]} on ${dayText(day)}. ${above}`,
  }
}

function aboveText({ edition, limit, use, allowed }: LimitReached, book: PriceBook): string {
  if (limit === 'peakGroups' || (limit === 'dailyUsers' && edition !== 'free')) {
    const { step, priceCents } = limit === 'peakGroups' ? book.overage.groups : book.overage.dailyActiveUsers
    const price = `$${formatCents(priceCents)}`
    const what = `Above ${number(allowed)} ${names[limit]}, the whole step of ${price} is charged for the month, however few days it is.`
    return use > allowed ? `${what} So it is; each further ${number(step)} begun costs another ${price}.` : what
  }
  const refused = `${use < allowed ? 'Beyond that' : 'From now on'} further ones are refused with ${codes[limit]}; what is there stays and works.`
  return edition === 'free' ? `${refused} An upgrade lifts this limit.` : refused
}

const number = (value: number) => value.toLocaleString('en-US')

/** `10 Nov 2022`. */
function dayText(day: string): string {
  return new Date(`${day}T00:00:00Z`).toLocaleDateString('en-GB', { timeZone: 'UTC', day: 'numeric', month: 'short', year: 'numeric' })
}
