import { groupId as GroupId } from '@plenum/contract'
import { z } from 'zod'
import { endpoint } from '../../dialect/endpoint.ts'
import { inAnyCase } from '../../dialect/spelling.ts'

const GroupAttr = z.array(inAnyCase(z.object({ key: z.string().min(1, 'is empty'), value: z.string() })))
type Said = { GroupId: string; GroupAttr: z.infer<typeof GroupAttr> }
const asGiven = (body: Said) => ({ groupId: body.GroupId, attributes: body.GroupAttr })

/** Of the service of its own, and of the one in which SDKs until 2021 look for it. */
export const readAttributes = (service: 'group_open_attr_http_svc' | 'group_open_http_svc') =>
  endpoint(`${service}/get_group_attr`, {
    body: z.object({ GroupId }),
    command: 'attribute.list',
    toInput: (body) => ({ groupId: body.GroupId }),
    toBody: ({ attributes }) => ({ GroupAttrAry: attributes }),
  })

export const attributeEndpoints = [
  readAttributes('group_open_http_svc'),
  endpoint('group_open_http_svc/modify_group_attr', {
    body: z.object({ GroupId, GroupAttr }),
    command: 'attribute.add',
    toInput: asGiven,
    toBody: () => ({}),
  }),
  endpoint('group_open_http_svc/set_group_attr', {
    body: z.object({ GroupId, GroupAttr }),
    command: 'attribute.replace',
    toInput: asGiven,
    toBody: () => ({}),
  }),
  endpoint('group_open_http_svc/clear_group_attr', {
    body: z.object({ GroupId }),
    command: 'attribute.clear',
    toInput: (body) => ({ groupId: body.GroupId }),
    toBody: () => ({}),
  }),
  endpoint('group_open_http_svc/delete_group_attr', {
    body: z.object({ GroupId, GroupAttr: z.array(inAnyCase(z.object({ key: z.string() }))) }),
    command: 'attribute.remove',
    toInput: (body) => ({ groupId: body.GroupId, keys: body.GroupAttr.map(({ key }) => key) }),
    toBody: () => ({}),
  }),
]
