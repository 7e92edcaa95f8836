import type { Pair } from '../../limits/pairs.ts'
import type { Hub } from '../../platform/hub.ts'
import type { AppContext } from '../../road/context.ts'
import { tellEach } from '../users/notices.ts'

/** Each hears of the own list only. Under the locks of all of them. */
export async function tellFriendsAdded(context: AppContext, hub: Hub, pairs: Pair[], initiatorId: string | null): Promise<void> {
  if (pairs.length === 0) return
  const { app, afterCommit } = context
  afterCommit(() => hub.emit({ sdkAppId: app.sdkAppId, name: 'friend.added', content: { pairs, initiatorId } }))
  await tellEach(
    context,
    hub,
    'friend.added',
    ofEach(pairs, (own) => ({ pairs: own, initiatorId })),
  )
}

export async function tellFriendsRemoved(context: AppContext, hub: Hub, pairs: Pair[]): Promise<void> {
  if (pairs.length === 0) return
  const { app, afterCommit } = context
  afterCommit(() => hub.emit({ sdkAppId: app.sdkAppId, name: 'friend.removed', content: { pairs } }))
  await tellEach(
    context,
    hub,
    'friend.removed',
    ofEach(pairs, (own) => ({ pairs: own })),
  )
}

function ofEach<C>(pairs: Pair[], contentOf: (own: Pair[]) => C): { userId: string; content: C }[] {
  return [...Map.groupBy(pairs, ({ userId }) => userId)].map(([userId, own]) => ({ userId, content: contentOf(own) }))
}
