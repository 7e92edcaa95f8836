import { type Config, localUrl } from '../../config.ts'
import { sendMail } from '../../platform/mail.ts'
import type { Context } from '../../road/context.ts'

export const invitationDays = 7
export const passwordLinkHours = 24

/** Where the console is for whoever calls. Without PLENUM_URL that is the address they called. */
export function consoleUrl({ installation: { config }, request }: Context): string {
  if (config.publicUrl) return config.publicUrl
  const host = request.headers.get('host')
  return host ? `${config.tls ? 'https' : 'http'}://${host}` : ownUrl(config)
}

/** For mails that anyone may order: whoever orders chooses the Host header, so it must not end up in the link. */
export function ownUrl(config: Config): string {
  return config.publicUrl ?? localUrl(config)
}

export function invitationLink(base: string, token: string): string {
  return `${base}/accept?token=${token}`
}

export function passwordLink(base: string, token: string): string {
  return `${base}/set-password?token=${token}`
}

export function mailInvitation(config: Config, to: string, { by, accountName, link }: { by: string; accountName: string; link: string }) {
  return sendMail(config, {
    to,
    subject: `Invitation to ${accountName} on Plenum`,
    text: `${by} invites you to join ${accountName} on Plenum.\n\nOpen this link to choose a password and sign in. It works once, for ${invitationDays} days:\n${link}\n`,
  })
}

/** To someone who signs in already: a person belongs to one account. Whoever invites is told nothing of it. */
export function mailInvitationToKnown(config: Config, to: string, { by, accountName }: { by: string; accountName: string }) {
  return sendMail(config, {
    to,
    subject: `Invitation to ${accountName} on Plenum`,
    text: `${by} invites you to join ${accountName} on Plenum.\n\nYou sign in with ${to} already, and a person belongs to one account. To join, ask ${by} to invite another address of yours, or leave your present account first.\n\nIf you do not want to, nothing needs to be done: nobody has been told that you use Plenum.\n`,
  })
}

export function mailAddressInUse({ installation: { config } }: Context, to: string) {
  return sendMail(config, {
    to,
    subject: 'You have an account on Plenum already',
    text: `Someone, perhaps you, tried to open an account on Plenum with ${to}. You sign in with this address already:\n${ownUrl(config)}\n\nIf it was not you, nothing needs to be done: nothing was changed.\n`,
  })
}

export function mailPasswordLink(config: Config, to: string, link: string) {
  return sendMail(config, {
    to,
    subject: 'Set a new password for Plenum',
    text: `Someone, most likely you, asked to set a new password for ${to} on Plenum.\n\nOpen this link to choose one. It works once, for ${passwordLinkHours} hours:\n${link}\n\nIf it was not you, nothing needs to be done: your password stays as it is.\n`,
  })
}
