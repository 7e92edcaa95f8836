import { z } from 'zod'
import { endpoint, type Service } from '../dialect/endpoint.ts'

const kinds = { C2C: 'direct', Group: 'group' } as const

export const openMsgSvc: Service = {
  name: 'open_msg_svc',
  numbers: { bad_input: 1002, internal: 1003, busy: 1003, database_away: 1003 },
  endpoints: [
    endpoint('open_msg_svc/get_history', {
      callsPerSecond: 10,
      body: z.object({
        ChatType: z.enum(['C2C', 'Group']),
        MsgTime: z.string().regex(/^\d{10}$/, 'is not an hour such as 2022111014'),
      }),
      command: 'messageFile.list',
      toInput: ({ ChatType, MsgTime }) => ({ kind: kinds[ChatType], hour: MsgTime.replace(/^(\d{4})(\d\d)(\d\d)(\d\d)$/, '$1-$2-$3T$4') }),
      toBody: ({ files }) => ({
        File: files.map(({ url, expiresAt, bytes, md5, gzipBytes, gzipMd5 }) => ({
          URL: url,
          ExpireTime: expiresAt,
          FileSize: bytes,
          FileMD5: md5,
          GzipSize: gzipBytes,
          GzipMD5: gzipMd5,
        })),
      }),
    }),
  ],
}
