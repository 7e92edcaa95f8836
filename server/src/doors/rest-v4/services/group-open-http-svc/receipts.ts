import { groupId as GroupId, refusals, uint32 } from '@plenum/contract'
import { z } from 'zod'
import { endpoint } from '../../dialect/endpoint.ts'
import { numeric, unlessUnset } from '../../dialect/spelling.ts'

const unread = 1

export const receiptEndpoints = [
  endpoint('group_open_http_svc/get_group_msg_receipt', {
    body: z.object({
      GroupId,
      MsgSeqList: z
        .array(z.object({ MsgSeq: numeric(uint32) }))
        .min(1)
        .max(100),
    }),
    command: 'receipt.count',
    numbers: { too_many_items: 10004 },
    toInput: ({ GroupId, MsgSeqList }) => ({ groupId: GroupId, sequences: MsgSeqList.map(({ MsgSeq }) => MsgSeq) }),
    toBody: ({ receipts }, { MsgSeqList }) => ({
      GroupMsgReceiptList: receipts.map((receipt, index) => {
        const { MsgSeq } = MsgSeqList[index]!
        if (!receipt) return { Code: refusals.receipt_unknown.number, MsgSeq }
        return { Code: 0, MsgSeq, ReadNum: receipt.read, UnreadNum: receipt.unread }
      }),
    }),
  }),

  endpoint('group_open_http_svc/get_group_msg_receipt_detail', {
    body: z.object({
      GroupId,
      MsgSeq: uint32,
      /** 0: those who have read it; 1: those who have not. */
      Filter: numeric(z.union([z.literal(0), z.literal(unread)])).optional(),
      Cursor: z.string().optional(),
      Count: unlessUnset(z.number().int().min(1).max(200)),
    }),
    command: 'receipt.listUsers',
    toInput: (body) => ({
      groupId: body.GroupId,
      sequence: body.MsgSeq,
      haveRead: body.Filter !== unread,
      after: body.Cursor,
      limit: body.Count,
    }),
    toBody: ({ userIds, next }, { MsgSeq, Filter }) => ({
      MsgSeq,
      Cursor: next ?? '',
      IsFinish: next === null ? 1 : 0,
      // The Java SDK's name.
      IsFinished: next === null ? 1 : 0,
      ...(Filter === unread
        ? { UnreadList: userIds.map((Unread_Account) => ({ Unread_Account })) }
        : { ReadList: userIds.map((Read_Account) => ({ Read_Account })) }),
    }),
  }),
]
