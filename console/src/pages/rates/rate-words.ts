import type { Output } from '@plenum/contract'
import { count } from '../../ui/numbers.ts'

export type Rate = Output<'rate.list'>['rates'][number]

const words: Record<string, string> = {
  default: 'Calls of each REST command',
  messagesPerGroup: 'Messages in each group',
  'messagesPerGroup.Work': 'Messages in each Work group',
  'messagesPerGroup.Public': 'Messages in each Public group',
  'messagesPerGroup.Meeting': 'Messages in each Meeting group',
  'messagesPerGroup.AVChatRoom': 'Messages in each audio-video group',
  'messagesPerGroup.Community': 'Messages in each community',
  'messagesOfPriority.High': 'Of these, priority High',
  'messagesOfPriority.Normal': 'Of these, priority Normal',
  'messagesOfPriority.Low': 'Of these, priority Low',
  'messagesOfPriority.Lowest': 'Of these, priority Lowest',
  attributeWritesPerGroup: 'Changes of attributes in each group',
  reactionsPerUser: 'Reactions of each user',
  searchesPerUser: 'Searches of each user',
  pushesPerDay: 'Pushes to all users',
  groupsPerDay: 'New groups, net',
}

/** The name that commands use says it all of a REST command. */
export const wordsOf = (name: string): string => words[name] ?? name

export const isRestCommand = ({ name }: Pick<Rate, 'name'>) => name.includes('/')

/** What holds without anything set. */
export function documentedText({ name, documented, per }: Rate): string {
  if (documented !== null) return rateText(documented, per)
  if (name === 'default') return 'each its own'
  return name === 'groupsPerDay' ? 'as the plan says' : 'none'
}

export const rateText = (value: number, per: Rate['per']): string => `${count(value)} a ${per}`
