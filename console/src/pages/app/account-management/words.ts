import type { Profile } from '@plenum/contract'

export const genders = [
  { value: 'unknown', label: 'Not said' },
  { value: 'female', label: 'Female' },
  { value: 'male', label: 'Male' },
]
export const allowTypes = [
  { value: 'allowAny', label: 'Anyone becomes a friend' },
  { value: 'needConfirm', label: 'The user is asked' },
  { value: 'denyAny', label: 'Nobody becomes a friend' },
]

/** 20190419 as `2019-04-19`, for a field of the browser. */
export function dayOfNumber(birthday: number | undefined): string {
  const digits = String(birthday ?? 0).padStart(8, '0')
  return birthday ? `${digits.slice(0, 4)}-${digits.slice(4, 6)}-${digits.slice(6)}` : ''
}

export function numberOfDay(day: string): number {
  return day === '' ? 0 : Number(day.replaceAll('-', ''))
}

export type Fields = Partial<Omit<Profile, 'custom'>>

/** What differs, and nothing else: the others stay as they are. */
export function changedOf(before: Fields, edited: Fields): Fields {
  const standard: Fields = { ...emptyProfile, ...before }
  return Object.fromEntries(Object.entries(edited).filter(([field, value]) => standard[field as keyof Fields] !== value))
}

export const emptyProfile = {
  nick: '',
  faceUrl: '',
  gender: 'unknown',
  birthday: 0,
  location: '',
  signature: '',
  allowType: 'allowAny',
  language: 0,
  messageSettings: 0,
  adminForbid: 'none',
  level: 0,
  role: 0,
} as const satisfies Omit<Profile, 'custom'>
