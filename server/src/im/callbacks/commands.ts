import { randomBytes, randomUUID } from 'node:crypto'
import { type CallbackName, type Output, Refusal } from '@plenum/contract'
import { refusePrivate } from '../../outbox/addresses.ts'
import { describeDelivery } from '../../outbox/describe-delivery.ts'
import { createGate } from '../../outbox/gate.ts'
import type { Poster } from '../../outbox/post.ts'
import { newSigningSecret } from '../../outbox/sign.ts'
import { countWaiting, listDeliveries, repeat, repeatFrom } from '../../outbox/store.ts'
import { technicalNow } from '../../platform/clock.ts'
import type { Sql } from '../../platform/database.ts'
import { type Change, recordOfApp } from '../../records/audit.ts'
import type { Activity } from '../../road/activity.ts'
import { raiseRevision } from '../../road/app-in-memory.ts'
import type { AppContext, Handlers } from '../../road/context.ts'
import { addressOf, certificateOf } from './address.ts'
import { bodyOf } from './asker.ts'
import { certificateUntil, makeCertificate } from './certificate.ts'
import { sampleOf } from './samples.ts'
import { findSettings, removeSettings, type Settings, setCertificate, setToken, storeSettings } from './settings-store.ts'
import { receiverOf } from './target.ts'

const overlapMs = 24 * 60 * 60 * 1000
const testTimeoutMs = 2_000
const testsAtOnce = 10
const answerBytesMax = 2_048

const acting = { ClientIP: '', OptPlatform: 'RESTAPI' }

export function callbackHandlers({ poster, activity }: { poster: Poster; activity: Activity }) {
  return {
    async 'callback.get'({ sdkAppId }, { sql }) {
      return describe(sql, sdkAppId)
    },

    async 'callback.set'({ sdkAppId, url, ...given }, context) {
      const { sql } = context
      const present = await findSettings(sql, sdkAppId)
      if (url === null) {
        if (present) {
          await removeSettings(sql, sdkAppId)
          await changed(context, [{ field: 'Callback URL', before: present.url, after: null }])
        }
        return describe(sql, sdkAppId)
      }
      const wantedUrl = url ?? present?.url
      if (wantedUrl === undefined) throw new Refusal('callbacks_not_set')
      if (url !== undefined && !context.installation.config.privateWebhooks) refusePrivateUrl(url)
      const wanted = {
        url: wantedUrl,
        commands: given.commands ? [...new Set(given.commands)] : (present?.commands ?? []),
        refusesUnanswered: given.unanswered ? given.unanswered === 'refuse' : (present?.refusesUnanswered ?? false),
        retries: given.retries ?? present?.retries ?? false,
      }
      const changes = changesOf(present, wanted)
      if (changes.length > 0) {
        await storeSettings(sql, sdkAppId, wanted)
        await changed(context, changes)
      }
      return describe(sql, sdkAppId)
    },

    async 'callback.rotateToken'({ sdkAppId, token: wanted, atOnce }, context) {
      const present = await settingsToChange(context)
      const token = wanted ?? randomBytes(16).toString('hex')
      const secret = newSigningSecret()
      const previousUntil = present.token && !atOnce ? new Date(technicalNow().getTime() + overlapMs) : null
      await setToken(context.sql, sdkAppId, { token, secret }, previousUntil)
      await changed(context, [{ field: 'Callback token', before: null, after: present.token ? 'another one' : 'set' }])
      return { token, secret, previousUntil: previousUntil?.toISOString() ?? null }
    },

    async 'callback.removeToken'({ sdkAppId }, context) {
      const { token } = await settingsToChange(context)
      if (token) {
        await setToken(context.sql, sdkAppId, { token: null, secret: null }, null)
        await changed(context, [{ field: 'Callback token', before: 'set', after: null }])
      }
      return describe(context.sql, sdkAppId)
    },

    async 'callback.certificate'({ sdkAppId }, context) {
      const { certificate: present } = await settingsToChange(context)
      if (present) return { certificate: present, validUntil: certificateUntil(present).toISOString() }
      const made = makeCertificate(sdkAppId, technicalNow())
      await setCertificate(context.sql, sdkAppId, made)
      await changed(context, [{ field: 'Callback certificate', before: null, after: 'made' }])
      return { certificate: made.certificate, validUntil: certificateUntil(made.certificate).toISOString() }
    },

    async 'callback.test'({ sdkAppId, commands }, { sql, now }) {
      const settings = await findSettings(sql, sdkAppId)
      if (!settings) throw new Refusal('callbacks_not_set')
      const gate = createGate(testsAtOnce)
      const testOf = async (command: CallbackName) => {
        const body = bodyOf(command, sampleOf(command, now), now)
        const at = technicalNow()
        const { url, headers } = addressOf({ sdkAppId, settings, command, acting, id: `test_${randomUUID()}`, body, at })
        const certificate = certificateOf(settings)
        const answer = await poster.post({ url, headers, body, timeoutMs: testTimeoutMs, answerBytesMax, certificate })
        activity.callback(sdkAppId, answer.status !== null)
        const { status, text, error, tookMs } = answer
        return { command, body, answer: { status, text, error, tookMs } }
      }
      return { tested: await Promise.all([...new Set(commands)].map((command) => gate.pass(() => testOf(command)))) }
    },

    async 'callback.deliveries'({ sdkAppId, before, limit }, { sql }) {
      const found = await listDeliveries(sql, [receiverOf(sdkAppId)], { before, limit: limit + 1 })
      const page = found.slice(0, limit)
      return {
        deliveries: page.map((row) => ({ ...describeDelivery(row), verdict: row.verdict })),
        next: found.length > limit ? page.at(-1)!.id : null,
      }
    },

    async 'callback.repeat'({ sdkAppId, what }, context) {
      await settingsToChange(context)
      const receiver = receiverOf(sdkAppId)
      if ('from' in what) return { repeated: await repeatFrom(context.sql, receiver, new Date(what.from)) }
      const repeated = await repeat(context.sql, receiver, what.deliveryId)
      if (repeated === 0) throw new Refusal('not_found')
      return { repeated }
    },
  } satisfies Partial<Handlers>
}

async function settingsToChange({ sql, app }: AppContext): Promise<Settings> {
  const settings = await findSettings(sql, app.sdkAppId)
  if (!settings) throw new Refusal('callbacks_not_set')
  return settings
}

/** Every process hears of it with its next request. */
async function changed(context: AppContext, changes: Change[]) {
  await raiseRevision(context.sql, context.app.sdkAppId)
  await recordOfApp(context, { category: 'settings', action: 'callback.set', changes })
}

function changesOf(before: Settings | null, after: Pick<Settings, 'url' | 'commands' | 'refusesUnanswered' | 'retries'>): Change[] {
  const words = (settings: typeof after | null) => ({
    'Callback URL': settings?.url ?? null,
    Callbacks: settings ? settings.commands.toSorted().join(', ') || 'none' : null,
    'Without an answer': settings ? (settings.refusesUnanswered ? 'refused' : 'goes on') : null,
    'Retry of "after" callbacks': settings ? (settings.retries ? 'on' : 'off') : null,
  })
  const [old, present] = [words(before), words(after)]
  return Object.entries(present).flatMap(([field, value]) => {
    const earlier = old[field as keyof typeof old]
    return earlier === value ? [] : [{ field, before: earlier?.slice(0, 300) ?? null, after: value?.slice(0, 300) ?? null }]
  })
}

function refusePrivateUrl(url: string) {
  try {
    refusePrivate(new URL(url).hostname)
  } catch (error) {
    throw new Refusal('bad_input', { field: 'url', reason: `url: ${(error as Error).message}.` })
  }
}

async function describe(sql: Sql, sdkAppId: number): Promise<Output<'callback.get'>> {
  const [settings, waiting] = await Promise.all([findSettings(sql, sdkAppId), countWaiting(sql, receiverOf(sdkAppId))])
  const now = technicalNow()
  const { previousUntil = null, certificate = null, pausedAt = null, pausedUntil, pauseReason } = settings ?? {}
  return {
    url: settings?.url ?? null,
    commands: settings?.commands ?? [],
    unanswered: settings?.refusesUnanswered ? 'refuse' : 'deliver',
    retries: settings?.retries ?? false,
    signed: Boolean(settings?.token),
    previousUntil: previousUntil && previousUntil > now ? previousUntil.toISOString() : null,
    certificateUntil: certificate && certificateUntil(certificate).toISOString(),
    waiting,
    dropped: settings?.dropped ?? 0,
    droppedAt: settings?.droppedAt?.toISOString() ?? null,
    pause: pausedAt && {
      at: pausedAt.toISOString(),
      until: pausedUntil!.toISOString(),
      reason: pauseReason ?? '',
      isNow: pausedUntil! > now,
    },
  }
}
