import type { App, MonthLine } from '@plenum/contract'
import { monthText } from '../../ui/dates.ts'
import { count, countOf } from '../../ui/numbers.ts'
import type { AppView } from './useApp.ts'

/** `2022-11-03` as `3 November`. */
export function dayInWords(day: string): string {
  return `${Number(day.slice(8))} ${monthText(day, { year: false })}`
}

/** Stretches end where the next begins; people name the last day. */
export function dayBefore(day: string): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) - 86_400_000).toISOString().slice(0, 10)
}

/** The bill of `2022-11` comes on `1 to 3 December`. */
export function billDays(month: string): string {
  const next = new Date(`${month}-01T00:00:00Z`)
  next.setUTCMonth(next.getUTCMonth() + 1)
  return `1 to 3 ${monthText(next.toISOString().slice(0, 7), { year: false })}`
}

/** Used on 3 November. Possible again on 1 December. Null while the one change of the month is still there. */
export function usedUpText({ usedOn, possibleOn }: AppView['modification']): string | null {
  if (!usedOn || !possibleOn) return null
  return `Used on ${dayInWords(usedOn)}. Possible again on ${dayInWords(possibleOn)}.`
}

/** The server counts up to here. */
const olderCountedMax = 100_000

/** `1,204 messages are older` than the new period. */
export function olderText(messages: number): string {
  if (messages >= olderCountedMax) return `At least ${count(messages)} messages are older`
  return messages === 1 ? '1 message is older' : `${count(messages)} messages are older`
}

/** App, plan and SDKAppID: the line below the title of a dialog. */
export function appLine(app: Pick<AppView, 'name' | 'planName' | 'sdkAppId'>): string {
  return `${app.name} · ${app.planName} · SDKAppID\u00A0${app.sdkAppId}`
}

/** `903 users and 470 groups`; empty when there is nothing yet. */
export function contentsText({ userCount, groupCount }: AppView): string {
  const parts = [userCount > 0 ? countOf(userCount, 'user') : '', groupCount > 0 ? countOf(groupCount, 'group') : '']
  return parts.filter(Boolean).join(' and ')
}

/** The name of the app was typed, but not letter for letter. */
export function wrongCase(typed: string, name: string): string | null {
  const isCaseOnly = typed.trim() !== name && typed.trim().toLowerCase() === name.toLowerCase()
  return isCaseOnly ? `The name is ${name}: capital and small letters count.` : null
}

const needs = {
  plan: 'Only the owner can change the plan.',
  disable: 'Only the owner can disable or enable this app.',
  delete: 'Only the owner can delete this app.',
  key: 'Only the owner can see and change keys.',
  develop: 'Changing this needs the role developer.',
  people: 'Only the owner and administrators can change tags.',
} satisfies Record<keyof AppView['may'], string>

/** Why this person cannot do it and whom to ask; null when they can. */
export function noRight(app: AppView, right: keyof AppView['may']): string | null {
  return app.may[right] ? null : `${needs[right]} Ask ${app.ownerName}.`
}

/** The same for what also needs the app to be in service. */
export function whyNot(app: AppView, right: keyof AppView['may']): string | null {
  return noRight(app, right) ?? (app.status === 'enabled' ? null : 'Changes are possible once the app is enabled.')
}

const kinds: Record<NonNullable<App['kind']>, string> = {
  social: 'Social',
  games: 'Games',
  education: 'Education',
  office: 'Office',
  liveStreaming: 'Live streaming',
  shopping: 'Shopping',
  other: 'Other',
}

/** Types of an app, for a list to choose from. */
export const kindChoices = Object.entries(kinds).map(([value, label]) => ({ value: value as keyof typeof kinds, label }))

export function kindName(kind: App['kind']): string | null {
  return kind === null ? null : kinds[kind]
}

/** The name of a price without "-postpaid", which the title of the page has said. */
export function priceName(label: string): string {
  return label
    .replace('-postpaid', '')
    .replace('Unlimited number of audio-video groups', 'Unlimited audio-video groups')
    .replace(' x ', ' × ')
}

const shortNames: Partial<Record<MonthLine['kind'], string>> = {
  avGroups: 'Audio-video',
  groupsPerUser: 'Groups',
  membersPerGroup: 'Members',
  history: 'History',
  dauOverage: 'Peak DAU',
  groupOverage: 'Peak groups',
}

/** `Members, 9 of 30 days`, short enough for a narrow column. */
export function monthLineText(line: Pick<MonthLine, 'kind' | 'label' | 'wholeMonth' | 'days' | 'daysInMonth'>): string {
  return `${shortNames[line.kind] ?? priceName(line.label)}, ${line.wholeMonth ? 'whole month' : daysOfText(line)}`
}

export function daysOfText({ days, daysInMonth }: Pick<MonthLine, 'days' | 'daysInMonth'>): string {
  return `${days} of ${daysInMonth} days`
}
