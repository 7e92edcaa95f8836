import { createRootRoute, createRoute, createRouter, lazyRouteComponent, Outlet } from '@tanstack/react-router'
import { AppFrame } from './frame/AppFrame.tsx'
import { Frame } from './frame/Frame.tsx'
import { NotFound } from './frame/NotFound.tsx'
import { filterOf } from './pages/overview/filter.ts'
import { Overview } from './pages/overview/Overview.tsx'
import { Late } from './ui/Faces.tsx'

const root = createRootRoute({ component: Outlet, notFoundComponent: NotFound })

/** What opens without being signed in. */
const signIn = createRoute({
  getParentRoute: () => root,
  path: '/sign-in',
  validateSearch: (search: Record<string, unknown>): { next?: string } => pathOfOurs(search.next),
  component: lazyRouteComponent(() => import('./pages/sign-in/SignIn.tsx'), 'SignIn'),
})
const signUp = createRoute({
  getParentRoute: () => root,
  path: '/sign-up',
  component: lazyRouteComponent(() => import('./pages/sign-in/SignUp.tsx'), 'SignUp'),
})
const lostPassword = createRoute({
  getParentRoute: () => root,
  path: '/lost-password',
  component: lazyRouteComponent(() => import('./pages/sign-in/LostPassword.tsx'), 'LostPassword'),
})
const setPassword = createRoute({
  getParentRoute: () => root,
  path: '/set-password',
  validateSearch: tokenOf,
  component: lazyRouteComponent(() => import('./pages/sign-in/SetPassword.tsx'), 'SetPassword'),
})
const invitation = createRoute({
  getParentRoute: () => root,
  path: '/accept',
  validateSearch: tokenOf,
  component: lazyRouteComponent(() => import('./pages/sign-in/Invitation.tsx'), 'Invitation'),
})

const frame = createRoute({ getParentRoute: () => root, id: 'frame', component: Frame })
const overview = createRoute({ getParentRoute: () => frame, path: '/', validateSearch: filterOf, component: Overview })
const priceList = createRoute({
  getParentRoute: () => frame,
  path: '/price-list',
  component: lazyRouteComponent(() => import('./pages/price-list/PriceList.tsx'), 'PriceList'),
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
  component: lazyRouteComponent(() => import('./pages/people/People.tsx'), 'People'),
})
const apiKeys = createRoute({
  getParentRoute: () => frame,
  path: '/api-keys',
  component: lazyRouteComponent(() => import('./pages/api-keys/ApiKeys.tsx'), 'ApiKeys'),
})
const accounts = createRoute({
  getParentRoute: () => frame,
  path: '/accounts',
  component: lazyRouteComponent(() => import('./pages/accounts/Accounts.tsx'), 'Accounts'),
})
const account = createRoute({
  getParentRoute: () => frame,
  path: '/accounts/$accountId',
  component: lazyRouteComponent(() => import('./pages/accounts/Account.tsx'), 'Account'),
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
  component: lazyRouteComponent(() => import('./pages/app/basic-configuration/BasicConfiguration.tsx'), 'BasicConfiguration'),
})
const loginAndMessage = createRoute({
  getParentRoute: () => app,
  path: '/login-and-message',
  component: lazyRouteComponent(() => import('./pages/app/login-and-message/LoginAndMessage.tsx'), 'LoginAndMessage'),
})
const ledger = createRoute({
  getParentRoute: () => app,
  path: '/ledger',
  component: lazyRouteComponent(() => import('./pages/app/ledger/Ledger.tsx'), 'Ledger'),
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
      bills,
      bill,
      balance,
      priceList,
      people,
      apiKeys,
      accounts,
      account,
      app.addChildren([basicConfiguration, loginAndMessage, ledger]),
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

function tokenOf(search: Record<string, unknown>): { token: string } {
  return { token: String(search.token ?? '') }
}

/** Only a path of this console may follow a sign-in, never another site. */
function pathOfOurs(next: unknown): { next?: string } {
  return typeof next === 'string' && /^\/(?![/\\])/.test(next) ? { next } : {}
}
