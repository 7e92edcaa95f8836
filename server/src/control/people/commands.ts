import type { Handlers } from '../../road/context.ts'
import { accountHandlers } from './accounts.ts'
import { apiKeyHandlers } from './api-keys.ts'
import { invitingHandlers } from './inviting.ts'
import { personHandlers } from './persons.ts'
import { renamingHandlers } from './renaming.ts'

/** Who belongs to an account, and what they may do. Signing in and out is in sessions.ts. */
export const peopleHandlers = {
  ...personHandlers,
  ...invitingHandlers,
  ...apiKeyHandlers,
  ...accountHandlers,
  ...renamingHandlers,
} satisfies Partial<Handlers>
