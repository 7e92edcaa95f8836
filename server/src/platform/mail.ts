import { createTransport } from 'nodemailer'
import { log } from './log.ts'

/** The server that takes mails, null where there is none, and whom answers go to. */
export interface MailSetting {
  smtpUrl: string | null
  operatorEmail: string
}

export interface Mail {
  to: string
  subject: string
  text: string
}
/** False when it could not be handed over, or when no mail is set up; the reason is in the log. Never throws. */
export async function sendMail({ smtpUrl, operatorEmail }: MailSetting, { to, subject, text }: Mail): Promise<boolean> {
  if (!smtpUrl) return false
  const transport = createTransport({ url: smtpUrl, connectionTimeout: 10_000, greetingTimeout: 10_000, socketTimeout: 20_000 })
  try {
    await transport.sendMail({ from: { name: 'Plenum', address: operatorEmail }, to, subject, text })
    return true
  } catch (error) {
    log.error({ error, to, subject }, 'A mail could not be sent')
    return false
  } finally {
    transport.close()
  }
}
