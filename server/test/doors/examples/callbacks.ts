import { ofApp, type Scene } from './kinds.ts'

const url = 'https://hooks.invalid/callbacks'

/** With callbacks set. */
const withCallbacks =
  (more: object) =>
  async ({ ours, app }: Scene) => {
    await ours.owner.call('callback.set', { sdkAppId: app.sdkAppId, url, commands: ['Profile.CallbackPortraitSet'] })
    return more
  }

export const callbacksExamples = {
  'callback.get': ofApp(),
  'callback.set': ofApp(() => ({ url, commands: ['C2C.CallbackBeforeSendMsg'] })),
  'callback.rotateToken': ofApp(withCallbacks({})),
  'callback.removeToken': ofApp(withCallbacks({})),
  'callback.certificate': ofApp(withCallbacks({})),
  'callback.test': ofApp(withCallbacks({ commands: ['State.StateChange'] })),
  'callback.deliveries': ofApp(),
  'callback.repeat': ofApp(withCallbacks({ what: { from: '2022-11-10T00:00:00Z' } })),
} as const
