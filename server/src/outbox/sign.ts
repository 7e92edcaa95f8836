import { createHmac, randomBytes } from 'node:crypto'

/** Standard Webhooks (standardwebhooks.com): 192 to 512 bits, in base64 behind a word by which scanners know it. */
export const newSigningSecret = () => `whsec_${randomBytes(32).toString('base64')}`

/** One signature for each secret, so that a receiver that knows one of them is content. */
export function signedHeaders({ id, at, body, secrets }: { id: string; at: Date; body: string; secrets: readonly string[] }) {
  const timestamp = String(Math.floor(at.getTime() / 1000))
  const signature = (secret: string) =>
    `v1,${createHmac('sha256', Buffer.from(secret.slice('whsec_'.length), 'base64'))
      .update(`${id}.${timestamp}.${body}`)
      .digest('base64')}`
  return { 'webhook-id': id, 'webhook-timestamp': timestamp, 'webhook-signature': secrets.map(signature).join(' ') }
}
