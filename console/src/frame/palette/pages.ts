import type { SignedIn } from '../../data/session.ts'

interface Page {
  label: string
  path: string
}

/** In the order of the menu. */
const ofApp: Page[] = [
  { label: 'Basic Configuration', path: '' },
  { label: 'Login and Message', path: '/login-and-message' },
  { label: 'Friend and Relationship', path: '/friend-and-relationship' },
  { label: 'Custom User Field', path: '/custom-user-field' },
  { label: 'Group configuration', path: '/group-configuration' },
  { label: 'Account Management', path: '/account-management' },
  { label: 'Group Management', path: '/group-management' },
  { label: 'Daily Statistics', path: '/statistics/daily' },
  { label: 'Real-Time', path: '/statistics/real-time' },
  { label: 'Callback Configuration', path: '/callbacks' },
  { label: 'Try the service', path: '/try' },
  { label: 'UserSig Tools', path: '/auxiliary-tools/usersig' },
  { label: 'Push Message Tool', path: '/auxiliary-tools/push-message' },
  { label: 'Find Message', path: '/auxiliary-tools/message' },
  { label: 'REST Calls', path: '/calls' },
  { label: 'Ledger', path: '/ledger' },
]

export function pagesOfApp(sdkAppId: number): Page[] {
  return ofApp.map(({ label, path }) => ({ label, path: `/apps/${sdkAppId}${path}` }))
}

export function pagesOfAccount({ person, scope, installation }: SignedIn): Page[] {
  const money = person.operator || scope === 'all'
  return [
    { label: 'Overview', path: '/' },
    ...(money
      ? [
          { label: 'This month', path: '/this-month' },
          { label: 'Bills', path: '/bills' },
          { label: 'Balance', path: '/balance' },
        ]
      : []),
    { label: 'Price list', path: '/price-list' },
    { label: 'People', path: '/people' },
    { label: 'API keys', path: '/api-keys' },
    { label: 'Audit', path: '/audit' },
    { label: 'Webhooks', path: '/webhooks' },
    ...(person.operator
      ? [
          { label: 'Accounts', path: '/accounts' },
          { label: 'Billing run', path: '/billing-run' },
          { label: 'Rates', path: '/rates' },
        ]
      : []),
    ...(person.operator && installation.manualClock ? [{ label: 'Clock', path: '/clock' }] : []),
  ]
}
