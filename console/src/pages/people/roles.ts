import type { Grant, Role } from '@plenum/contract'

/** What each role may do, in the words of the invitation. */
export const roles: { role: Role; name: string; may: string }[] = [
  { role: 'owner', name: 'Owner', may: 'Everything' },
  { role: 'administrator', name: 'Administrator', may: 'Creates apps, sets them up, invites people' },
  { role: 'developer', name: 'Developer', may: 'Sets apps up; no plan, no key' },
  { role: 'billingReader', name: 'Billing reader', may: 'Sees prices and charges, changes nothing' },
  { role: 'reader', name: 'Reader', may: 'Sees apps and people, changes nothing' },
]

/** What only the owner may do unless it is granted. */
export const grants: { grant: Grant; name: string }[] = [
  { grant: 'plan', name: 'Upgrade and modify plans' },
  { grant: 'disable', name: 'Disable and enable apps' },
  { grant: 'delete', name: 'Delete apps' },
  { grant: 'key', name: 'Show and change keys of apps' },
]

export function roleName(role: Role): string {
  return roles.find((known) => known.role === role)?.name ?? role
}
