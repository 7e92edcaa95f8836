import type { CommandName } from '@plenum/contract'
import { type Example, groupOf, ofServer, type Scene } from './kinds.ts'

const attributed = async (scene: Scene) => {
  const body = { GroupId: await groupOf(scene), GroupAttr: [{ key: 'colour', value: 'red' }] }
  await scene.app.ok('group_open_http_svc/modify_group_attr', body)
  return body
}

const counted = async (scene: Scene) => {
  await scene.app.upgrade({ edition: 'ultimate' })
  const body = { GroupId: await groupOf(scene), GroupCounter: [{ Key: 'likes', Value: 7 }], Mode: 'Increase' }
  await scene.app.ok('group_open_http_svc/update_group_counter', body)
  return body
}

export const attributesExamples = {
  'attribute.list': ofServer('group_open_attr_http_svc/get_group_attr', attributed),
  'attribute.add': ofServer('group_open_http_svc/modify_group_attr', attributed),
  'attribute.replace': ofServer('group_open_http_svc/set_group_attr', attributed),
  'attribute.clear': ofServer('group_open_http_svc/clear_group_attr', attributed),
  'attribute.remove': ofServer('group_open_http_svc/delete_group_attr', attributed),
  'counter.list': ofServer('group_open_http_svc/get_group_counter', counted),
  'counter.update': ofServer('group_open_http_svc/update_group_counter', counted),
  'counter.remove': ofServer('group_open_http_svc/delete_group_counter', counted),
} satisfies Partial<Record<CommandName, Example>>
