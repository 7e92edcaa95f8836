import { useNavigate, useRouter } from '@tanstack/react-router'
import { useSession } from '../../data/session.ts'
import { useAnswer } from '../../data/useAnswer.ts'
import { isMessageKey } from '../../pages/app/auxiliary-tools/message-key.ts'
import { pagesOfAccount, pagesOfApp } from './pages.ts'

export interface Found {
  key: string
  label: string
  /** What it is: a page of what, an app, a user, a group, a message. */
  kind: string
  open: () => void
}

const ofEachMax = 5

/** Pages whose name holds what was typed, apps by name or SDKAppID, and, inside an app, users and groups by how they begin, messages by key. */
export function useFound(typed: string, sdkAppId: number | undefined): { found: Found[]; isAsking: boolean } {
  const session = useSession()
  const router = useRouter()
  const navigate = useNavigate()
  const search = typed.trim()
  const asks = search !== ''
  const inApp = { sdkAppId: sdkAppId ?? 0, search, limit: ofEachMax }
  // No id of a user or a group is longer.
  const asksApp = asks && sdkAppId !== undefined && search.length <= 96
  const asksMessage = sdkAppId !== undefined && isMessageKey(search)
  const app = useAnswer('app.get', { sdkAppId: sdkAppId ?? 0 }, { enabled: sdkAppId !== undefined }).data
  const apps = useAnswer('app.list', { search: search.slice(0, 100), limit: ofEachMax }, { enabled: asks, keepPrevious: true })
  const ids = useAnswer('appUser.list', inApp, { enabled: asksApp, keepPrevious: true })
  const nicks = useAnswer('appUser.list', { ...inApp, by: 'nick' }, { enabled: asksApp, keepPrevious: true })
  const groupIds = useAnswer('appGroup.list', inApp, { enabled: asksApp, keepPrevious: true })
  const groupNames = useAnswer('appGroup.list', { ...inApp, by: 'name' }, { enabled: asksApp, keepPrevious: true })

  const message = useAnswer('message.find', { sdkAppId: sdkAppId ?? 0, key: search, words: false }, { enabled: asksMessage })

  const pages = (of: { label: string; path: string }[], kind: string): Found[] =>
    of
      .filter(({ label }) => label.toLowerCase().includes(search.toLowerCase()))
      .map(({ label, path }) => ({ key: path, label, kind, open: () => router.history.push(path) }))

  const users = unique([...(ids.data?.users ?? []), ...(nicks.data?.users ?? [])], ({ userId }) => userId)
  const groups = unique([...(groupIds.data?.groups ?? []), ...(groupNames.data?.groups ?? [])], ({ groupId }) => groupId)
  const ofApp: Found[] =
    asksApp && sdkAppId !== undefined
      ? [
          ...users.map(({ userId, nick }) => ({
            key: `user ${userId}`,
            label: nick ? `${userId}, ${nick}` : userId,
            kind: 'User',
            open: () => void navigate({ to: '/apps/$sdkAppId/account-management', params: { sdkAppId }, search: { search: userId } }),
          })),
          ...groups.map(({ groupId, name }) => ({
            key: `group ${groupId}`,
            label: `${groupId}, ${name}`,
            kind: 'Group',
            open: () => void navigate({ to: '/apps/$sdkAppId/group-management/details', params: { sdkAppId }, search: { groupId } }),
          })),
        ]
      : []
  const messages: Found[] =
    asksMessage && (message.data?.messages.length ?? 0) > 0
      ? [
          {
            key: 'message',
            label: search,
            kind: 'Message',
            open: () => void navigate({ to: '/apps/$sdkAppId/auxiliary-tools/message', params: { sdkAppId }, search: { key: search } }),
          },
        ]
      : []
  const others: Found[] = (asks ? (apps.data?.apps ?? []) : []).map((app) => ({
    key: `app ${app.sdkAppId}`,
    label: `${app.name}, ${app.sdkAppId}`,
    kind: 'App',
    open: () => void navigate({ to: '/apps/$sdkAppId', params: { sdkAppId: app.sdkAppId } }),
  }))
  const found = [
    ...(sdkAppId === undefined ? [] : pages(pagesOfApp(sdkAppId), app?.name ?? 'This app')),
    ...pages(pagesOfAccount(session), 'Account'),
    ...others,
    ...ofApp,
    ...messages,
  ]
  return { found, isAsking: [apps, ids, nicks, groupIds, groupNames, message].some(({ isFetching }) => isFetching) }
}

function unique<T>(all: T[], keyOf: (one: T) => string): T[] {
  return [...new Map(all.map((one) => [keyOf(one), one])).values()]
}
