import { customValue, type FriendAdded, friendListsMax, listName, type Profile } from '@plenum/contract'
import type { NewFriend } from '../../../limits/friends.ts'

const friendRequestsMax = 100

export interface Manner {
  /** The other gets the user as a friend as well. */
  mutual: boolean
  /** Nobody is asked. */
  force: boolean
}

export interface Person {
  friendCount: number
  allowType: NonNullable<Profile['allowType']>
  /** Waiting for this one's consent. */
  requestCount: number
}

/** Whom I have on my list, and who has me on theirs. */
interface Sides {
  mine: ReadonlySet<string>
  theirs: ReadonlySet<string>
}

/** What is true under the locks. */
export interface Circle {
  me: { friendCount: number; mayAsk: boolean; lists: readonly string[] }
  others: ReadonlyMap<string, Person>
  friends: Sides
  blocks: Sides
  /** Whom I have asked already. */
  asked: ReadonlySet<string>
}

interface Additions {
  results: FriendAdded[]
  /** Into my list, and into whose list I come. */
  mine: NewFriend[]
  theirs: NewFriend[]
  asked: NewFriend[]
  newLists: string[]
}

/** One by one in the order given, as far as places go. One who comes again after getting in counts once. */
export function decideAdditions(
  userId: string,
  wanted: readonly NewFriend[],
  circle: Circle,
  manner: Manner,
  friendsMax: number,
): Additions {
  const settled = new Map<string, FriendAdded['code']>()
  const decided: Omit<Additions, 'results'> = { mine: [], theirs: [], asked: [], newLists: [] }
  const results = wanted.map((friend) => {
    const earlier = settled.get(friend.userId)
    if (earlier) return { userId: friend.userId, code: earlier }
    const code = friend.userId === userId ? 'friend_self' : codeOf(friend, circle, decided, manner, friendsMax)
    if (code === 'done' || code === 'friend_consent_needed') settled.set(friend.userId, code)
    if (code === 'friend_consent_needed') decided.asked.push(friend)
    if (code === 'done' && manner.mutual && !circle.friends.theirs.has(friend.userId)) decided.theirs.push(friend)
    if (code === 'done' && !circle.friends.mine.has(friend.userId)) {
      decided.mine.push(friend)
      decided.newLists.push(...missingLists(friend.lists, circle.me.lists, decided.newLists))
    }
    return { userId: friend.userId, code }
  })
  return { ...decided, results }
}

function codeOf(
  { userId, lists }: NewFriend,
  circle: Circle,
  decided: Omit<Additions, 'results'>,
  { mutual, force }: Manner,
  friendsMax: number,
): FriendAdded['code'] {
  const { me, friends, blocks, asked } = circle
  const other = circle.others.get(userId)
  if (!other) return 'user_unknown'
  const comesToMe = !friends.mine.has(userId)
  const iCome = mutual && !friends.theirs.has(userId)
  if (!comesToMe && !iCome) return 'done'
  if (blocks.mine.has(userId)) return 'blocked_by_self'
  if (blocks.theirs.has(userId)) return 'blocked_by_other'
  if (!force && !me.mayAsk) return 'friend_asking_forbidden'
  if (comesToMe && me.friendCount + decided.mine.length >= friendsMax) return 'friend_limit'
  if (iCome && other.friendCount >= friendsMax) return 'friend_limit_of_other'
  if (comesToMe && me.lists.length + decided.newLists.length + missingLists(lists, me.lists, decided.newLists).length > friendListsMax) {
    return 'friend_lists_limit'
  }
  if (force || other.allowType === 'allowAny') return 'done'
  if (other.allowType === 'denyAny') return 'friends_denied'
  return asked.has(userId) || other.requestCount < friendRequestsMax ? 'friend_consent_needed' : 'friend_requests_limit'
}

/** Those that are neither there nor about to be made. */
export function missingLists(lists: readonly string[], present: readonly string[], fresh: readonly string[]): string[] {
  return [...new Set(lists)].filter((name) => !present.includes(name) && !fresh.includes(name))
}

const bytes = (text: string) => Buffer.byteLength(text)

interface FriendWords {
  remark?: string | undefined
  lists?: string[] | undefined
  source?: string
  wording?: string
  custom?: Profile['custom']
}

/** The field that is too long or not of its form; null when none is. */
export function faultyField(friend: FriendWords, declared: ReadonlySet<string>): keyof FriendWords | null {
  const { remark = '', lists = [], source, wording = '', custom = {} } = friend
  if (bytes(remark) > 96) return 'remark'
  if (source !== undefined && !/^[A-Za-z]{1,8}$/.test(source)) return 'source'
  if (bytes(wording) > 256) return 'wording'
  if (lists.some((name) => !listName.safeParse(name).success)) return 'lists'
  return Object.entries(custom).every(([key, value]) => declared.has(key) && customValue.safeParse(value).success) ? null : 'custom'
}
