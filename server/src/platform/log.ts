import { pino } from 'pino'

const secrets = [
  'password',
  'newPassword',
  'currentPassword',
  'secretKey',
  'secret',
  'token',
  'key',
  'apiKey',
  'userSig',
  'UserSig',
  'authorization',
  'cookie',
]

/** What operators should know while Plenum runs, as JSON lines on stderr. Secrets are cut out wherever they stand. */
export const log = pino(
  {
    base: null,
    timestamp: pino.stdTimeFunctions.isoTime,
    redact: { paths: [...secrets, ...secrets.flatMap((name) => [`*.${name}`, `*.*.${name}`]), '*["set-cookie"]'], censor: '(secret)' },
    serializers: { error: pino.stdSerializers.err },
  },
  pino.destination({ fd: 2, sync: true }),
)

export type Log = typeof log
