import { z } from 'zod'

/** New names. The public dialect also knows Private (Work) and ChatRoom (Meeting). */
export const groupTypes = ['Work', 'Public', 'Meeting', 'AVChatRoom', 'Community'] as const
export const groupType = z.enum(groupTypes)
export type GroupType = z.infer<typeof groupType>
