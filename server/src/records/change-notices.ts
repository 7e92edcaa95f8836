import type { Sql } from '../platform/database.ts'
import type { Audited } from './audited.ts'
import { tell } from './notices.ts'

/** What the others of the account want to know at once: changes of plan, status, keys and people. */
const titles: Record<string, string> = {
  'plan.upgraded': 'App upgraded',
  'plan.modified': 'Feature configuration modified',
  'plan.retentionSet': 'History period set',
  'plan.allowanceReset': 'Modification of this month given back',
  'app.disabled': 'App disabled',
  'app.enabled': 'App enabled',
  'app.deleted': 'App deleted',
  'key.revealed': 'Key shown',
  'key.added': 'Second key added',
  'key.removed': 'Key removed',
  'admin.added': 'Administrator added',
  'admin.removed': 'Administrator deleted',
  'userSig.created': 'UserSig made',
  'account.renamed': 'Account renamed',
  'account.handedOver': 'Account handed over',
  'apiKey.created': 'API key created',
  'apiKey.revoked': 'API key revoked',
  'endpoint.added': 'Webhook endpoint added',
  'endpoint.removed': 'Webhook endpoint removed',
  'endpoint.secretRotated': 'Secret of a webhook endpoint changed',
  'person.invited': 'Person invited',
  'person.invitationWithdrawn': 'Invitation withdrawn',
  'person.joined': 'Person joined',
  'person.removed': 'Person removed',
  'person.roleSet': 'Role changed',
  'person.passwordLinkMade': 'Password link made',
}

/** Told to everyone of the account but to whoever did it. What Plenum does by itself, and what money does, has notices of its own. */
export async function tellOthers(sql: Sql, auditId: number, audited: Audited) {
  const { accountId, actor, action } = audited
  const title = titles[action]
  if (accountId === null || title === undefined || actor.kind === 'system') return
  await tell(sql, {
    accountId,
    appId: audited.appId ?? null,
    at: audited.at,
    kind: action,
    cause: `audit ${auditId}`,
    title,
    text: textOf(audited),
    madeBy: actor.id ?? null,
    byMail: false,
  })
}

/** `Ana Reyes, owner. Members per group: 200, now 1,000.` */
function textOf({ actor, changes = [], note }: Audited): string {
  const who = actor.kind === 'apiKey' ? `API key ${actor.name}` : actor.role ? `${actor.name}, ${roleText(actor.role)}` : actor.name
  const what = changes.map(({ field, before, after }) => {
    if (before === null) return `${field}: ${after}`
    return after === null ? `${field}: ${before} ended` : `${field}: ${before}, now ${after}`
  })
  return `${[who, what.join('; '), note].filter(Boolean).join('. ')}.`
}

const roleText = (role: string) => (role === 'billingReader' ? 'billing reader' : role)
