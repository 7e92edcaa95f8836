import { z } from 'zod'
import { written } from '../../exact-number.ts'

/**
 * What a message says, in the public format: it is stored and delivered as it was sent, members unknown here included, character by
 * character and digit by digit. Clients leave out what they do not have, so only what an element cannot be without is required.
 */
const text = z.string().optional()
const decimal = written(z.number())
const wholeNumber = written(z.number().int())
const integer = wholeNumber.optional()
const object = <S extends z.ZodRawShape>(shape: S) => written(z.looseObject(shape))
/** Flags that can only say "download from the address". */
const download = written(z.literal(2)).optional()

const element = <T extends string>(type: T, content: z.ZodRawShape) =>
  z.looseObject({ MsgType: z.literal(type), MsgContent: object(content) })

export const messageElement = z.discriminatedUnion('MsgType', [
  element('TIMTextElem', { Text: z.string() }),
  element('TIMLocationElem', { Desc: text, Latitude: decimal, Longitude: decimal }),
  element('TIMFaceElem', { Index: wholeNumber, Data: text }),
  element('TIMCustomElem', { Data: text, Desc: text, Ext: text, Sound: text }),
  element('TIMSoundElem', { Url: text, UUID: text, Size: integer, Second: integer, Download_Flag: download }),
  element('TIMImageElem', {
    UUID: text,
    ImageFormat: integer,
    ImageInfoArray: z.array(object({ Type: wholeNumber, Size: integer, Width: integer, Height: integer, URL: text })).min(1, 'is empty'),
  }),
  element('TIMFileElem', { Url: text, UUID: text, FileSize: integer, FileName: text, Download_Flag: download }),
  element('TIMVideoFileElem', {
    VideoUrl: text,
    VideoUUID: text,
    VideoFormat: text,
    VideoSize: integer,
    VideoSecond: integer,
    VideoDownloadFlag: download,
    ThumbUrl: text,
    ThumbUUID: text,
    ThumbFormat: text,
    ThumbSize: integer,
    ThumbWidth: integer,
    ThumbHeight: integer,
    ThumbDownloadFlag: download,
  }),
  element('TIMRelayElem', {
    Title: text,
    CompatibleText: text,
    MsgNum: integer,
    AbstractList: z.array(z.string()).optional(),
    MsgList: z.array(object({})).optional(),
    JsonMsgKey: text,
  }),
])

export const messageBody = z
  .array(messageElement)
  .min(1, 'is empty')
  .refine((elements) => elements.filter(({ MsgType }) => MsgType === 'TIMCustomElem').length <= 1, {
    error: 'has more than one TIMCustomElem',
  })
export type MessageBody = z.infer<typeof messageBody>

/** Of the body as JSON together with CloudCustomData. */
export const messageBytesMax = 12_288
