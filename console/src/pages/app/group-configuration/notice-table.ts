import type { AppSettings, GroupType, NoticeMode } from '@plenum/contract'
import { noticeEventLabels } from '@plenum/contract/setting-labels'

export type NoticeName = 'memberChangeNotices' | 'groupProfileNotices' | 'memberProfileNotices'
export type Modes = Record<string, NoticeMode>

/** A setting of notices as rows and columns. */
export function tableOf(settings: AppSettings, name: NoticeName) {
  const byType: Partial<Record<GroupType, Modes>> = settings[name]
  const order: GroupType[] = ['Work', 'Public', 'Meeting', 'Community', 'AVChatRoom']
  const types = order.filter((type) => byType[type])
  return {
    types,
    events: Object.keys(noticeEventLabels).filter((event) => event in byType.Work!),
    of: (type: GroupType): Modes => byType[type]!,
  }
}

export const eventLabel = (event: string): string => noticeEventLabels[event as keyof typeof noticeEventLabels]
