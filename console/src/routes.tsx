import { createRootRoute, createRoute, createRouter, lazyRouteComponent, Outlet } from '@tanstack/react-router'
import type { ComponentType } from 'react'
import { AppFrame } from './frame/AppFrame.tsx'
import { Frame } from './frame/Frame.tsx'
import { NotFound } from './frame/NotFound.tsx'
import { part } from './frame/part.tsx'
import { searchOf } from './pages/app/lists/search.ts'
import { tabOf } from './pages/app/statistics/daily/tab.ts'
import { filterOf } from './pages/overview/filter.ts'
import { Overview } from './pages/overview/Overview.tsx'
import { Late } from './ui/Faces.tsx'

const root = createRootRoute({ component: Outlet, notFoundComponent: NotFound })

/** What opens without being signed in. */
const signIn = createRoute({
  getParentRoute: () => root,
  path: '/sign-in',
  validateSearch: (search: Record<string, unknown>): { next?: string } => pathOfOurs(search.next),
  component: page(() => import('./pages/sign-in/SignIn.tsx'), 'SignIn'),
})
const signUp = createRoute({
  getParentRoute: () => root,
  path: '/sign-up',
  component: page(() => import('./pages/sign-in/SignUp.tsx'), 'SignUp'),
})
const lostPassword = createRoute({
  getParentRoute: () => root,
  path: '/lost-password',
  component: page(() => import('./pages/sign-in/LostPassword.tsx'), 'LostPassword'),
})
const setPassword = createRoute({
  getParentRoute: () => root,
  path: '/set-password',
  validateSearch: tokenOf,
  component: page(() => import('./pages/sign-in/SetPassword.tsx'), 'SetPassword'),
})
const invitation = createRoute({
  getParentRoute: () => root,
  path: '/accept',
  validateSearch: tokenOf,
  component: page(() => import('./pages/sign-in/Invitation.tsx'), 'Invitation'),
})

const frame = createRoute({ getParentRoute: () => root, id: 'frame', component: Frame })
const overview = createRoute({ getParentRoute: () => frame, path: '/', validateSearch: filterOf, component: Overview })
const priceList = createRoute({
  getParentRoute: () => frame,
  path: '/price-list',
  component: page(() => import('./pages/price-list/PriceList.tsx'), 'PriceList'),
})
const thisMonth = createRoute({
  getParentRoute: () => frame,
  path: '/this-month',
  component: page(() => import('./pages/this-month/ThisMonth.tsx'), 'ThisMonth'),
})
const bills = createRoute({
  getParentRoute: () => frame,
  path: '/bills',
  component: lazyRouteComponent(() => import('./pages/bills/Bills.tsx'), 'Bills'),
})
const bill = createRoute({
  getParentRoute: () => frame,
  path: '/bills/$month',
  component: lazyRouteComponent(() => import('./pages/bills/Bill.tsx'), 'Bill'),
})
const balance = createRoute({
  getParentRoute: () => frame,
  path: '/balance',
  component: lazyRouteComponent(() => import('./pages/bills/Balance.tsx'), 'Balance'),
})
const people = createRoute({
  getParentRoute: () => frame,
  path: '/people',
  component: page(() => import('./pages/people/People.tsx'), 'People'),
})
const audit = createRoute({
  getParentRoute: () => frame,
  path: '/audit',
  component: page(() => import('./pages/audit/Audit.tsx'), 'Audit'),
})
const apiKeys = createRoute({
  getParentRoute: () => frame,
  path: '/api-keys',
  component: page(() => import('./pages/api-keys/ApiKeys.tsx'), 'ApiKeys'),
})
const clock = createRoute({
  getParentRoute: () => frame,
  path: '/clock',
  component: page(() => import('./pages/clock/Clock.tsx'), 'Clock'),
})
const webhooks = createRoute({
  getParentRoute: () => frame,
  path: '/webhooks',
  component: page(() => import('./pages/webhooks/Webhooks.tsx'), 'Webhooks'),
})
const accounts = createRoute({
  getParentRoute: () => frame,
  path: '/accounts',
  component: page(() => import('./pages/accounts/Accounts.tsx'), 'Accounts'),
})
const billingRun = createRoute({
  getParentRoute: () => frame,
  path: '/billing-run',
  component: page(() => import('./pages/billing-run/BillingRun.tsx'), 'BillingRun'),
})
const rates = createRoute({
  getParentRoute: () => frame,
  path: '/rates',
  validateSearch: ({ sdkAppId }: Record<string, unknown>): { sdkAppId?: number } =>
    Number.isInteger(sdkAppId) ? { sdkAppId: Number(sdkAppId) } : {},
  component: page(() => import('./pages/rates/Rates.tsx'), 'Rates'),
})
const account = createRoute({
  getParentRoute: () => frame,
  path: '/accounts/$accountId',
  component: page(() => import('./pages/accounts/Account.tsx'), 'Account'),
})

/** Inside an app: its column on the left, its page beside it. */
const app = createRoute({
  getParentRoute: () => frame,
  path: '/apps/$sdkAppId',
  params: { parse: ({ sdkAppId }) => ({ sdkAppId: Number(sdkAppId) }), stringify: ({ sdkAppId }) => ({ sdkAppId: String(sdkAppId) }) },
  component: AppFrame,
})
const basicConfiguration = createRoute({
  getParentRoute: () => app,
  path: '/',
  /** Opens with a dialog: `?open=upgrade`. */
  validateSearch: (search: Record<string, unknown>): { open?: 'upgrade' | 'modify' | 'enable' } =>
    search.open === 'upgrade' || search.open === 'modify' || search.open === 'enable' ? { open: search.open } : {},
  component: page(() => import('./pages/app/basic-configuration/BasicConfiguration.tsx'), 'BasicConfiguration'),
})
const loginAndMessage = createRoute({
  getParentRoute: () => app,
  path: '/login-and-message',
  component: page(() => import('./pages/app/login-and-message/LoginAndMessage.tsx'), 'LoginAndMessage'),
})
const friendAndRelationship = createRoute({
  getParentRoute: () => app,
  path: '/friend-and-relationship',
  component: page(() => import('./pages/app/friend-and-relationship/FriendAndRelationship.tsx'), 'FriendAndRelationship'),
})
const customUserField = createRoute({
  getParentRoute: () => app,
  path: '/custom-user-field',
  component: page(() => import('./pages/app/custom-user-field/CustomUserField.tsx'), 'CustomUserField'),
})
const groupConfiguration = createRoute({
  getParentRoute: () => app,
  path: '/group-configuration',
  component: page(() => import('./pages/app/group-configuration/GroupConfiguration.tsx'), 'GroupConfiguration'),
})
const accountManagement = createRoute({
  getParentRoute: () => app,
  path: '/account-management',
  validateSearch: searchOf('nick'),
  component: page(() => import('./pages/app/account-management/AccountManagement.tsx'), 'AccountManagement'),
})
const groupManagement = createRoute({
  getParentRoute: () => app,
  path: '/group-management',
  validateSearch: searchOf('name'),
  component: page(() => import('./pages/app/group-management/GroupManagement.tsx'), 'GroupManagement'),
})
const groupDetails = createRoute({
  getParentRoute: () => app,
  path: '/group-management/details',
  validateSearch: (search: Record<string, unknown>): { groupId: string } => ({ groupId: String(search.groupId ?? '') }),
  component: page(() => import('./pages/app/group-management/GroupDetails.tsx'), 'GroupDetails'),
})
const userSigTools = createRoute({
  getParentRoute: () => app,
  path: '/auxiliary-tools/usersig',
  component: page(() => import('./pages/app/auxiliary-tools/UserSigTools.tsx'), 'UserSigTools'),
})
const pushMessageTool = createRoute({
  getParentRoute: () => app,
  path: '/auxiliary-tools/push-message',
  component: page(() => import('./pages/app/auxiliary-tools/PushMessageTool.tsx'), 'PushMessageTool'),
})
const findMessage = createRoute({
  getParentRoute: () => app,
  path: '/auxiliary-tools/message',
  validateSearch: (search: Record<string, unknown>): { key: string } => ({ key: String(search.key ?? '') }),
  component: page(() => import('./pages/app/auxiliary-tools/FindMessage.tsx'), 'FindMessage'),
})
const dailyStatistics = createRoute({
  getParentRoute: () => app,
  path: '/statistics/daily',
  validateSearch: tabOf,
  component: page(() => import('./pages/app/statistics/daily/DailyStatistics.tsx'), 'DailyStatistics'),
})
const realTime = createRoute({
  getParentRoute: () => app,
  path: '/statistics/real-time',
  component: page(() => import('./pages/app/statistics/real-time/RealTime.tsx'), 'RealTime'),
})
const callbackConfiguration = createRoute({
  getParentRoute: () => app,
  path: '/callbacks',
  component: page(() => import('./pages/app/callback-configuration/CallbackConfiguration.tsx'), 'CallbackConfiguration'),
})
const tryTheService = createRoute({
  getParentRoute: () => app,
  path: '/try',
  component: page(() => import('./pages/app/try-the-service/TryTheService.tsx'), 'TryTheService'),
})
const calls = createRoute({
  getParentRoute: () => app,
  path: '/calls',
  component: page(() => import('./pages/app/calls/Calls.tsx'), 'Calls'),
})
const ledger = createRoute({
  getParentRoute: () => app,
  path: '/ledger',
  component: page(() => import('./pages/app/ledger/Ledger.tsx'), 'Ledger'),
})

export const router = createRouter({
  routeTree: root.addChildren([
    signIn,
    signUp,
    lostPassword,
    setPassword,
    invitation,
    frame.addChildren([
      overview,
      thisMonth,
      bills,
      bill,
      balance,
      priceList,
      people,
      audit,
      apiKeys,
      webhooks,
      accounts,
      billingRun,
      rates,
      clock,
      account,
      app.addChildren([
        basicConfiguration,
        loginAndMessage,
        friendAndRelationship,
        customUserField,
        groupConfiguration,
        dailyStatistics,
        realTime,
        callbackConfiguration,
        tryTheService,
        accountManagement,
        groupManagement,
        groupDetails,
        findMessage,
        userSigTools,
        pushMessageTool,
        calls,
        ledger,
      ]),
    ]),
  ]),
  defaultPreload: 'intent',
  defaultPendingComponent: () => <Late>{null}</Late>,
  scrollRestoration: true,
})

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router
  }
}

/** A page of which the script is loaded when it is first asked for. */
function page<Name extends string, Module extends Record<Name, ComponentType<never>>>(load: () => Promise<Module>, name: Name) {
  return lazyRouteComponent(part(load, name), name)
}

function tokenOf(search: Record<string, unknown>): { token: string } {
  return { token: String(search.token ?? '') }
}

/** Only a path of this console may follow a sign-in, never another site. */
function pathOfOurs(next: unknown): { next?: string } {
  return typeof next === 'string' && /^\/(?![/\\])/.test(next) ? { next } : {}
}
