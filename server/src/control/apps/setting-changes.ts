import {
  type AppSettings,
  allowTypeLabels,
  groupTypeLabels,
  loginPolicyLabels,
  noticeEventLabels,
  noticeModeLabels,
  settingLabels,
} from '@plenum/contract'
import type { Change } from '../../records/audit.ts'

/** What the ledger page says of a setting: one line, or one for each type of group and event of what is set by these. */
export function changesIn(name: keyof AppSettings, before: AppSettings, after: AppSettings): Change[] {
  const was = new Map(linesOf(name, before[name]))
  return linesOf(name, after[name]).flatMap(([field, text]) => {
    const wasText = was.get(field) ?? null
    return wasText === text ? [] : [{ field, before: wasText, after: text }]
  })
}

function linesOf(name: keyof AppSettings, value: AppSettings[keyof AppSettings]): [field: string, text: string][] {
  const label = settingLabels[name]
  if (typeof value !== 'object' || Array.isArray(value)) return [[label, textOf(value)]]
  return Object.entries(value).flatMap(([type, set]: [string, boolean | Record<string, string>]): [string, string][] => {
    const field = `${label}, ${groupTypeLabels[type as keyof typeof groupTypeLabels]}`
    if (typeof set === 'boolean') return [[field, textOf(set)]]
    return Object.entries(set).map(([event, mode]) => [
      `${field}: ${noticeEventLabels[event as keyof typeof noticeEventLabels]}`,
      noticeModeLabels[mode as keyof typeof noticeModeLabels].toLowerCase(),
    ])
  })
}

const chosen: Record<string, string> = { ...loginPolicyLabels, ...allowTypeLabels }

function textOf(value: string | number | boolean | string[]): string {
  if (Array.isArray(value)) return value.join(', ') || 'none'
  if (typeof value === 'boolean') return value ? 'on' : 'off'
  return chosen[value] ?? String(value)
}
