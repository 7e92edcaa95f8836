import { dayText } from '../../../../ui/dates.ts'
import type { Line } from '../Lines.tsx'
import type { Column, Day } from './days.ts'
import type { Tab } from './tab.ts'

interface TabShape {
  tab: Tab
  label: string
  /** Of the file that is exported. */
  file: string
  charts: { title: string; lines: (Line & { of(day: Day): number })[] }[]
  columns: Column[]
}

export const tabs: TabShape[] = [
  {
    tab: 'users',
    label: 'User Base',
    file: 'user-base',
    charts: [
      {
        title: 'DAU and New Users',
        lines: [
          { name: 'dau', label: 'DAU', of: ({ dau }) => dau },
          { name: 'new', label: 'New users', of: ({ usersRegistered }) => usersRegistered },
        ],
      },
      { title: 'Total Registered Users', lines: [{ name: 'users', label: 'Registered users', of: ({ users }) => users }] },
    ],
    columns: [
      { label: 'DAU', of: ({ dau }) => dau },
      { label: 'Total users', of: ({ users }) => users },
      { label: 'Newly registered', of: ({ usersRegistered }) => usersRegistered },
    ],
  },
  {
    tab: 'messages',
    label: 'Message Activity',
    file: 'message-activity',
    charts: [
      {
        title: 'C2C',
        lines: [
          { name: 'messages', label: 'Messages', of: ({ directMessages }) => directMessages },
          { name: 'senders', label: 'Senders', of: ({ directSenders }) => directSenders },
        ],
      },
      {
        title: 'Ordinary Group',
        lines: [
          { name: 'messages', label: 'Messages', of: ({ groupMessages }) => groupMessages },
          { name: 'senders', label: 'Senders', of: ({ groupSenders }) => groupSenders },
        ],
      },
    ],
    columns: [
      { label: 'One-to-one messages', of: ({ directMessages }) => directMessages },
      { label: 'Group messages', of: ({ groupMessages }) => groupMessages },
      { label: 'Senders', of: ({ senders }) => senders },
      { label: 'Offline pushes', of: ({ offlinePushes }) => offlinePushes },
    ],
  },
  {
    tab: 'groups',
    label: 'Group Size',
    file: 'group-size',
    charts: [
      { title: 'New', lines: [{ name: 'new', label: 'New groups', of: ({ groupsCreated }) => groupsCreated }] },
      { title: 'Total', lines: [{ name: 'total', label: 'Groups', of: ({ groups }) => groups }] },
      { title: 'Active', lines: [{ name: 'active', label: 'Groups with messages', of: ({ groupsSpokenIn }) => groupsSpokenIn }] },
    ],
    columns: [
      { label: 'New groups', of: ({ groupsCreated }) => groupsCreated },
      { label: 'Active groups', of: ({ groupsSpokenIn }) => groupsSpokenIn },
      { label: 'Peak group count', of: ({ peakGroups }) => peakGroups },
    ],
  },
]

/** Oldest first, as a chart reads. */
export function pointsOf(days: Day[], lines: TabShape['charts'][number]['lines']) {
  return days.toReversed().map((day) => ({
    at: dayText(day.day, { year: false }),
    ...Object.fromEntries(lines.map(({ name, of }) => [name, of(day)])),
  }))
}
