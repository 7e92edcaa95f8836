import type { Companions } from '../../road/companions.ts'
import { directCompanions } from './direct.ts'
import { groupMessageCompanions } from './group-messages.ts'
import { groupCompanions } from './groups.ts'
import { memberCompanions } from './members.ts'
import type { Parts } from './parts.ts'
import { personCompanions } from './persons.ts'
import { relationCompanions } from './relations.ts'
import { topicCompanions } from './topics.ts'

/** What goes along with commands, for apps with callbacks. */
export function callbackCompanions(parts: Parts): Companions {
  const companions = {
    ...directCompanions(parts),
    ...groupMessageCompanions(parts),
    ...groupCompanions(parts),
    ...memberCompanions(parts),
    ...topicCompanions(parts),
    ...relationCompanions(parts),
  }
  return { ...companions, ...personCompanions(companions) }
}
