import { expect, test } from 'vitest'
import { LiveClient } from '../../live-client.ts'
import { startWorld } from '../../world.ts'

test('users learn what the plan has and the owner has switched on, at the next call after a change', async () => {
  const world = await startWorld()
  try {
    const app = await world.app()
    const { sdkAppId, owner } = app
    const ann = await LiveClient.signIn(app, 'ann')
    const nothing = {
      receiptGroupTypes: [],
      userStatus: false,
      conversationMarks: false,
      conversationGroups: false,
      communities: false,
      messageExtensions: false,
      avGroupOnlineMembers: false,
      recallSeconds: 120,
    }
    expect(await ann.call('feature.list', {})).toEqual(nothing)
    await app.upgrade({ edition: 'ultimate' })
    await owner.call('settings.set', { sdkAppId, settings: { receiptGroupTypes: ['Work'], userStatus: false, recallSeconds: 300 } })
    expect(await ann.call('feature.list', {})).toMatchObject({
      receiptGroupTypes: ['Work'],
      userStatus: false,
      conversationMarks: true,
      recallSeconds: 300,
    })
    await owner.call('settings.set', { sdkAppId, settings: { receiptGroupTypes: [], userStatus: true } })
    expect(await ann.call('feature.list', {})).toMatchObject({ receiptGroupTypes: [], userStatus: true })
    await ann.close()
  } finally {
    await world.close()
  }
})
