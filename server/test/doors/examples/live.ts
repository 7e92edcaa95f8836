import type { CommandName } from '@plenum/contract'
import { type Example, ofUser, type Scene } from './kinds.ts'

const withStatus =
  (more: object) =>
  async ({ app }: Scene) => {
    await app.upgrade({ edition: 'ultimate' })
    await app.owner.call('settings.set', { sdkAppId: app.sdkAppId, settings: { userStatus: true } })
    await app.importUsers(['ann'])
    return more
  }
const inAvGroup = async ({ app }: Scene) => ({ groupId: await app.createGroup({ Type: 'AVChatRoom' }) })

export const liveExamples = {
  'avGroup.join': ofUser(inAvGroup),
  'avGroup.leave': ofUser(inAvGroup),
  'status.get': ofUser(withStatus({ userIds: ['ann'] })),
  'status.subscribe': ofUser(withStatus({ userIds: ['ann'] })),
  'status.unsubscribe': ofUser(withStatus({})),
  'status.setOwn': ofUser(() => ({ customStatus: 'away' })),
} satisfies Partial<Record<CommandName, Example>>
