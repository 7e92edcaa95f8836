import { ofUser } from './kinds.ts'

export const connectionExamples = {
  'connection.open': ofUser(({ app }) => ({ sdkAppId: app.sdkAppId, userId: 'ann', userSig: app.userSig('ann') })),
  'userNotice.list': ofUser(),
  'feature.list': ofUser(),
}
