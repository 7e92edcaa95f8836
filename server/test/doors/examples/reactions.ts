import type { CommandName } from '@plenum/contract'
import { LiveClient } from '../../live-client.ts'
import { type Example, hello, ofUser, type Scene } from './kinds.ts'

const reactionId = '👍'
const ofMember = (input: Example['input']): Example => ({ ...ofUser(input), notFor: { userId: 'zoe', code: 'not_a_member' } })

/** Said by ben in a group of ann. */
async function message({ app }: Scene) {
  await app.importUsers(['ann', 'ben'])
  const groupId = await app.createGroup({ Owner_Account: 'ann', MemberList: [{ Member_Account: 'ben' }] })
  const { MsgSeq } = await app.ok('group_open_http_svc/send_group_msg', { GroupId: groupId, From_Account: 'ben', ...hello() })
  return { groupId, sequence: MsgSeq as number }
}

async function reactedTo(scene: Scene) {
  const { groupId, sequence } = await message(scene)
  return { conversation: { groupId }, sequence, reactionId }
}

export const reactionExamples = {
  'reaction.add': ofMember(reactedTo),
  'reaction.remove': ofMember(async (scene) => {
    const reaction = await reactedTo(scene)
    const ann = await LiveClient.signIn(scene.app, 'ann')
    await ann.call('reaction.add', reaction)
    await ann.close()
    return reaction
  }),
  'reaction.list': ofMember(async (scene) => {
    const { conversation, sequence } = await reactedTo(scene)
    return { conversation, sequences: [sequence] }
  }),
  'reaction.listUsers': ofMember(reactedTo),
  'message.search': ofMember(async (scene) => ({ conversation: { groupId: (await message(scene)).groupId }, keywords: ['hi'] })),
} satisfies Partial<Record<CommandName, Example>>
