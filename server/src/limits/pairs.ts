/** One direction of a relation: `friendId` stands in a list of `userId`. */
export interface Pair {
  userId: string
  friendId: string
}

/** Both directions between a user and each of the others. */
export function pairsBetween(userId: string, others: readonly string[]): Pair[] {
  return others.flatMap((other) => [
    { userId, friendId: other },
    { userId: other, friendId: userId },
  ])
}

/** For `unnest`. */
export const columnsOf = (pairs: readonly Pair[]) => ({
  users: pairs.map(({ userId }) => userId),
  friends: pairs.map(({ friendId }) => friendId),
})

/** Whom the user has, and who has the user. */
export function sidesOf(userId: string, pairs: readonly Pair[]) {
  return {
    mine: new Set(pairs.flatMap((pair) => (pair.userId === userId ? [pair.friendId] : []))),
    theirs: new Set(pairs.flatMap((pair) => (pair.friendId === userId ? [pair.userId] : []))),
  }
}
