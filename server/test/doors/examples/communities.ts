import type { CommandName } from '@plenum/contract'
import { type Example, ofServer, type Scene, userOf } from './kinds.ts'

const service = 'million_group_open_http_svc'

async function communityOf(scene: Scene) {
  await scene.app.upgrade({ edition: 'ultimate' })
  return scene.app.createGroup({ Type: 'Community', SupportTopic: 1, Owner_Account: await userOf(scene) })
}

async function topicOf(scene: Scene) {
  const GroupId = await communityOf(scene)
  const { TopicId } = await scene.app.ok(`${service}/create_topic`, { GroupId, TopicName: 'Roses' })
  return { GroupId, TopicId }
}

export const communitiesExamples = {
  'topic.create': ofServer(`${service}/create_topic`, async (scene) => ({ GroupId: await communityOf(scene), TopicName: 'Roses' })),
  'topic.import': ofServer('group_open_http_svc/import_topic', async (scene) => ({
    GroupId: await communityOf(scene),
    TopicName: 'Roses',
    CreateTime: 1_660_000_000,
  })),
  'topic.update': ofServer(`${service}/modify_topic`, async (scene) => ({ ...(await topicOf(scene)), TopicName: 'Tulips' })),
  'topic.destroy': ofServer(`${service}/destroy_topic`, async (scene) => {
    const { GroupId, TopicId } = await topicOf(scene)
    return { GroupId, TopicIdList: [TopicId] }
  }),
  'topic.list': ofServer(`${service}/get_topic`, async (scene) => ({ GroupId: (await topicOf(scene)).GroupId, From_Account: 'ann' })),
} satisfies Partial<Record<CommandName, Example>>
