import type { CommandName } from '@plenum/contract'
import { type Example, hello, ofServer, type Scene, userOf } from './kinds.ts'

/** On Ultimate, with names of attributes, and an attribute and a tag of ann. */
async function prepared(scene: Scene) {
  await scene.app.upgrade({ edition: 'ultimate' })
  const userId = await userOf(scene)
  await scene.app.ok('all_member_push/im_set_attr_name', { AttrNames: { 0: 'sex', 1: 'city' } })
  await scene.app.ok('all_member_push/im_set_attr', { UserAttrs: [{ To_Account: userId, Attrs: { city: 'Oslo' } }] })
  await scene.app.ok('all_member_push/im_add_tag', { UserTags: [{ To_Account: userId, Tags: ['a', 'b'] }] })
}

const after = (body: unknown) => async (scene: Scene) => {
  await prepared(scene)
  return body
}

export const pushExamples = {
  'push.send': ofServer('all_member_push/im_push', async (scene) => {
    await prepared(scene)
    const { Random, MsgBody } = hello()
    return {
      From_Account: 'ann',
      MsgRandom: Random,
      MsgBody,
      MsgLifeTime: 120,
      Condition: { AttrsOr: { city: 'Oslo' } },
      OfflinePushInfo: {},
    }
  }),
  'push.setAttributeNames': ofServer('all_member_push/im_set_attr_name', after({ AttrNames: { 2: 'country' } })),
  'push.getAttributeNames': ofServer('all_member_push/im_get_attr_name', after({})),
  'push.setAttributes': ofServer('all_member_push/im_set_attr', after({ UserAttrs: [{ To_Account: 'ann', Attrs: { sex: 'f' } }] })),
  'push.listAttributes': ofServer('all_member_push/im_get_attr', after({ To_Account: ['ann'] })),
  'push.removeAttributes': ofServer('all_member_push/im_remove_attr', after({ UserAttrs: [{ To_Account: 'ann', Attrs: ['city'] }] })),
  'push.addTags': ofServer('all_member_push/im_add_tag', after({ UserTags: [{ To_Account: 'ann', Tags: ['c'] }] })),
  'push.removeTags': ofServer('all_member_push/im_remove_tag', after({ UserTags: [{ To_Account: 'ann', Tags: ['a'] }] })),
  'push.listTags': ofServer('all_member_push/im_get_tag', after({ To_Account: ['ann'] })),
  'push.clearTags': ofServer('all_member_push/im_remove_all_tags', after({ To_Account: ['ann'] })),
} satisfies Partial<Record<CommandName, Example>>
