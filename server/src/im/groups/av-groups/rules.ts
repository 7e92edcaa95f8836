import { Refusal } from '@plenum/contract'

/** Marks with a meaning of our own. */
export const onlineMark = 500
export const hiddenMark = 600
const ownMarksFrom = 1000

export const marksMax = 10
export const usersOfMarkMax = 1000
const onlineMarkMs = 3 * 24 * 60 * 60 * 1000

export const listedMax = { topPlan: 1000, otherwise: 30 }
export const pageMax = 500

export function refuseStrangeMarks(marks: number[]): void {
  const strange = marks.find((mark) => mark < ownMarksFrom && mark !== onlineMark && mark !== hiddenMark)
  if (strange !== undefined) throw new Refusal('av_mark_invalid', { min: ownMarksFrom })
}

/** How many users have each mark, after a change. Ours do not count among the different ones. */
export function refuseTooManyMarks(counts: { mark: number; users: number }[]): void {
  if (counts.filter(({ mark }) => mark >= ownMarksFrom).length > marksMax) throw new Refusal('av_mark_limit', { allowed: marksMax })
  const full = counts.find(({ users }) => users > usersOfMarkMax)
  if (full) throw new Refusal('av_marked_limit', { mark: full.mark, allowed: usersOfMarkMax })
}

/** Whoever was marked as online after this moment still counts as it. */
export function onlineMarkSince(now: Date): Date {
  return new Date(now.getTime() - onlineMarkMs)
}

export interface Listed {
  userId: string
  joinedAt: Date
  /** Falls along the list. SDKs take it for a number of 32 bits. */
  place: number
}

/** Those connected, the newest first, and after them those who only count as online. */
export function listedOf(
  connected: { userId: string; joinedAt: Date; number: number }[],
  counted: { userId: string; joinedAt: Date }[],
): Listed[] {
  return [
    ...connected
      .toSorted((a, b) => b.number - a.number)
      .map(({ userId, joinedAt, number }) => ({ userId, joinedAt, place: usersOfMarkMax + number })),
    ...counted.map(({ userId, joinedAt }, index) => ({ userId, joinedAt, place: counted.length - index })),
  ]
}

/** The page after that place; `next` null: it was the last one. */
export function pageOf(listed: Listed[], { after, countMax }: { after: number | undefined; countMax: number }) {
  const newest = listed.slice(0, countMax)
  const rest = after === undefined ? newest : newest.filter(({ place }) => place < after)
  const page = rest.slice(0, pageMax)
  return { page, next: rest.length > page.length ? page.at(-1)!.place : null }
}
