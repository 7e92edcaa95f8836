export interface AvMember {
  userId: string
  /** Of the connection that came first. */
  joinedAt: Date
  /** Orders members by joining: from 1 on. */
  number: number
}

interface Present<C> extends AvMember {
  connections: Set<C>
}

/** Who is in one audio-video group, in the order of joining. Someone with several connections is in it once. */
export function createAvMembers<C>() {
  const members = new Map<string, Present<C>>()
  const everybody = new Set<C>()
  /** Whoever left stays in it until half of it is gone, so that leaving costs the same however many there are. */
  let order: Present<C>[] = []
  let lastNumber = 0

  return {
    get size() {
      return members.size
    },

    join(userId: string, connection: C, now: Date): void {
      everybody.add(connection)
      const known = members.get(userId)
      if (known) {
        known.connections.add(connection)
        return
      }
      const member = { userId, joinedAt: now, number: ++lastNumber, connections: new Set([connection]) }
      members.set(userId, member)
      order.push(member)
    },

    leave(userId: string, connection: C): void {
      everybody.delete(connection)
      const member = members.get(userId)
      if (!member?.connections.delete(connection) || member.connections.size > 0) return
      members.delete(userId)
      if (order.length > 2 * members.size) order = order.filter(({ connections }) => connections.size > 0)
    },

    connections: everybody as ReadonlySet<C>,
    find: (userId: string): AvMember | undefined => members.get(userId),

    /** The last that came, newest first. */
    newest(count: number): AvMember[] {
      const found: AvMember[] = []
      for (let index = order.length - 1; index >= 0 && found.length < count; index--) {
        if (order[index]!.connections.size > 0) found.push(order[index]!)
      }
      return found
    },
  }
}

export type AvMembers<C> = ReturnType<typeof createAvMembers<C>>
