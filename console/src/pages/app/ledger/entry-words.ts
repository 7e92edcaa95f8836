import type { AuditEntry } from '@plenum/contract'

/** What the page is filtered by. */
export type Category = AuditEntry['category'] | 'all'

const titles: Record<string, string> = {
  'app.created': 'App created',
  'app.disabled': 'App disabled',
  'app.enabled': 'App enabled',
  'app.suspended': 'App suspended',
  'app.restored': 'Service restored',
  'app.deleted': 'App deleted',
  'app.purged': 'Data purged',
  'app.updated': 'Basic Info changed',
  'app.tagsSet': 'Tags set',
  'app.ratesSet': 'Rates set',
  'rate.defaultsSet': 'Rates of all apps set',
  'plan.upgraded': 'Upgraded',
  'plan.modified': 'Feature configuration modified',
  'plan.retentionSet': 'History period set',
  'plan.allowanceReset': 'Modification given back',
  'key.revealed': 'Key shown',
  'key.added': 'Second key added',
  'key.removed': 'Key removed',
  'userSig.created': 'UserSig made',
  'message.shown': 'Message shown',
  'admin.added': 'Administrator added',
  'admin.removed': 'Administrator deleted',
  'person.invited': 'Person invited',
  'person.joined': 'Person joined',
  'person.invitationWithdrawn': 'Invitation withdrawn',
  'person.roleSet': 'Role set',
  'person.removed': 'Person removed',
  'person.renamed': 'Name changed',
  'person.passwordLinkMade': 'Password link made',
  'person.passwordChanged': 'Password changed',
  'person.passwordReset': 'Password set anew',
  'account.opened': 'Account opened',
  'account.renamed': 'Account renamed',
  'account.handedOver': 'Account handed over',
  'apiKey.created': 'API key made',
  'apiKey.revoked': 'API key revoked',
  'callback.set': 'Callbacks set',
  'endpoint.added': 'Webhook endpoint added',
  'endpoint.removed': 'Webhook endpoint removed',
  'endpoint.secretRotated': 'Secret of a webhook endpoint changed',
  'customField.added': 'Custom field declared',
  'customField.rightsSet': 'Rights of a custom field set',
  'appUser.created': 'Account created',
  'appUser.updated': 'Profile of an account changed',
  'appUser.removed': 'Accounts deleted',
  'appUser.imported': 'Accounts imported',
  'appUser.kicked': 'User forced offline',
  'appGroup.created': 'Group created',
  'appGroup.updated': 'Group changed',
  'appGroup.destroyed': 'Group deleted',
  'appGroup.membersAdded': 'Members added',
  'appGroup.membersRemoved': 'Members deleted',
  'appGroup.messageSent': 'Message sent to a group',
  'group.maximumsRaised': 'Members of existing groups raised',
}

/** What happened, in words. An action of a later version still reads: `app.somethingNew` as "App something new". */
export function titleOf({ action }: AuditEntry): string {
  const words = action.replace('.', ' ').replace(/([A-Z])/g, (letter) => ` ${letter.toLowerCase()}`)
  return titles[action] ?? words.charAt(0).toUpperCase() + words.slice(1)
}

/** `Ana Reyes, owner`, `API key billing-bot`. */
export function actorText({ actor }: AuditEntry): string {
  const role = actor.role === 'billingReader' ? 'billing reader' : actor.role
  if (actor.kind === 'apiKey') return `API key ${actor.name}`
  return role ? `${actor.name}, ${role}` : actor.name
}

/** The dot: what costs is accent, what runs is green, what ends is red, the rest is a ring. */
export function toneOf({ action, category }: AuditEntry): 'plan' | 'on' | 'off' | 'quiet' {
  if (category === 'plan') return 'plan'
  if (action === 'app.enabled' || action === 'app.restored') return 'on'
  if (['app.disabled', 'app.suspended', 'app.deleted', 'app.purged'].includes(action)) return 'off'
  return 'quiet'
}
