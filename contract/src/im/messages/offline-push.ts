import { z } from 'zod'
import { written } from '../../exact-number.ts'

/**
 * How a message is shown to a receiver who is not connected, in the public format: it travels with the message as it was sent, members
 * unknown here included.
 */
const text = z.string().optional()
const integer = z.number().int().optional()
/** Documented as an integer; some SDKs send it as text. */
const choice = z.union([z.number().int(), z.enum(['0', '1'])]).optional()

export const offlinePushInfo = z.looseObject({
  /** 1: no offline push. */
  PushFlag: z.union([z.literal(0), z.literal(1)]).optional(),
  Title: text,
  /** Instead of the text of the elements. */
  Desc: text,
  Ext: text,
  AndroidInfo: written(
    z.looseObject({
      Sound: text,
      HuaWeiChannelID: text,
      XiaoMiChannelID: text,
      OPPOChannelID: text,
      GoogleChannelID: text,
      VIVOClassification: choice,
      HuaWeiImportance: text,
      HuaWeiCategory: text,
      ExtAsHuaweiIntentParam: choice,
    }),
  ).optional(),
  ApnsInfo: written(
    z.looseObject({ Sound: text, BadgeMode: integer, Title: text, SubTitle: text, Image: text, MutableContent: integer }),
  ).optional(),
})
