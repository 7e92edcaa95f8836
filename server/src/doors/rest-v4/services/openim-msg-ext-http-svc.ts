import { extensionKey, extensionValue, groupId as GroupId, type Input, type Output, Refusal, refusals, uint32 } from '@plenum/contract'
import { z } from 'zod'
import { endpoint, type Service } from '../dialect/endpoint.ts'
import { groupNumbers } from '../dialect/numbers.ts'
import { numeric, unlessEmpty } from '../dialect/spelling.ts'

const direct = z.object({ From_Account: unlessEmpty(z.string()), To_Account: z.string(), MsgKey: z.string().min(1) })
const inGroup = z.object({ GroupId, MsgSeq: numeric(uint32), TopicId: unlessEmpty(z.string()) })
const change = z.object({
  OperateType: numeric(z.union([z.literal(1), z.literal(2), z.literal(3)])),
  ExtensionList: z
    .array(
      z.object({
        Key: extensionKey,
        Value: extensionValue.optional(),
        /** Said by clients; an administrator's is not looked at. */
        Seq: numeric(uint32).optional(),
      }),
    )
    .max(20)
    .optional(),
})
const asked = z.object({ StartSeq: numeric(uint32).optional() })

const directInput = ({ From_Account, To_Account, MsgKey }: z.output<typeof direct>) => ({
  senderId: From_Account,
  receiverId: To_Account,
  messageKey: MsgKey,
})
const inGroupInput = ({ GroupId, MsgSeq, TopicId }: z.output<typeof inGroup>) => ({ groupId: GroupId, topicId: TopicId, sequence: MsgSeq })

export const openimMsgExtHttpSvc: Service = {
  name: 'openim_msg_ext_http_svc',
  numbers: { ...groupNumbers, too_many_items: 10004, message_key_invalid: 10004 },
  endpoints: [
    endpoint('openim_msg_ext_http_svc/set_key_values', {
      body: direct.extend(change.shape),
      command: 'extension.changeDirect',
      toInput: (body) => ({ ...directInput(body), operation: operationOf(body) }),
      toBody: changedBody,
    }),
    endpoint('openim_msg_ext_http_svc/get_key_values', {
      body: direct.extend(asked.shape),
      command: 'extension.listDirect',
      toInput: (body) => ({ ...directInput(body), from: body.StartSeq }),
      toBody: listedBody,
    }),
    endpoint('openim_msg_ext_http_svc/group_set_key_values', {
      body: inGroup.extend(change.shape),
      command: 'extension.changeInGroup',
      toInput: (body) => ({ ...inGroupInput(body), operation: operationOf(body) }),
      toBody: changedBody,
    }),
    endpoint('openim_msg_ext_http_svc/group_get_key_values', {
      body: inGroup.extend(asked.shape),
      command: 'extension.listInGroup',
      toInput: (body) => ({ ...inGroupInput(body), from: body.StartSeq }),
      toBody: listedBody,
    }),
  ],
}

function operationOf({ OperateType, ExtensionList: given = [] }: z.output<typeof change>): Input<'extension.changeDirect'>['operation'] {
  if (OperateType === 3) return { kind: 'clear' }
  if (given.length === 0) throw missing('ExtensionList')
  if (OperateType === 2) return { kind: 'delete', keys: given.map(({ Key }) => Key) }
  return {
    kind: 'set',
    extensions: given.map(({ Key, Value }, index) => {
      if (Value === undefined) throw missing(`ExtensionList[${index}].Value`)
      return { key: Key, value: Value }
    }),
  }
}

function missing(field: string): Refusal {
  return new Refusal('bad_input', { field, reason: `${field} is missing.` })
}

function changedBody({ results }: Output<'extension.changeDirect'>) {
  return {
    ExtensionList: results.map(({ key, value, change }) => ({
      ErrorCode: change === null ? refusals.extension_unknown.number : 0,
      Extension: { Key: key, Value: value, Seq: change ?? 0 },
    })),
  }
}

function listedBody({ extensions, latestChange, clearedChange, complete }: Output<'extension.listDirect'>) {
  return {
    CompleteFlag: complete ? 1 : 0,
    LatestSeq: latestChange,
    ClearSeq: clearedChange,
    ExtensionList: extensions.map(({ key, value, change }) => ({ Key: key, Value: value, Seq: change })),
  }
}
