import type { Profile } from '@plenum/contract'
import { messageId } from './message-id.ts'
import { profileTags, tagValues } from './profile-tags.ts'
import { documentedType } from './spelling.ts'

/** The words of this dialect that callbacks say too. */
export const callbackSpelling = {
  groupType: documentedType,
  messageId,
  /** What was set, in the order of the documentation. */
  profileItems: (changes: Profile) =>
    tagValues(changes, [...profileTags, ...Object.keys(changes.custom).map((key) => `Tag_Profile_Custom_${key}`)]),
}
