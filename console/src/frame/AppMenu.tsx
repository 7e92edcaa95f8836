import { Link as RouterLink, useLocation } from '@tanstack/react-router'
import { type ReactNode, useState } from 'react'
import { ChevronDownIcon } from '../ui/icons.tsx'
import styles from './AppFrame.module.css'

const featurePages = ['/login-and-message', '/friend-and-relationship', '/custom-user-field', '/group-configuration']

export function AppMenu({ sdkAppId }: { sdkAppId: number }) {
  const { pathname } = useLocation()
  const params = { sdkAppId }
  return (
    <ul className={styles.menu}>
      <li>
        <RouterLink to="/apps/$sdkAppId" params={params} activeOptions={{ exact: true, includeSearch: false }}>
          Basic Configuration
        </RouterLink>
      </li>
      <li>
        <Section name="Feature Configuration" isInside={featurePages.some((page) => pathname.endsWith(page))}>
          <li>
            <RouterLink to="/apps/$sdkAppId/login-and-message" params={params}>
              Login and Message
            </RouterLink>
          </li>
          <li>
            <RouterLink to="/apps/$sdkAppId/friend-and-relationship" params={params}>
              Friend and Relationship
            </RouterLink>
          </li>
          <li>
            <RouterLink to="/apps/$sdkAppId/custom-user-field" params={params}>
              Custom User Field
            </RouterLink>
          </li>
          <li>
            <RouterLink to="/apps/$sdkAppId/group-configuration" params={params}>
              Group configuration
            </RouterLink>
          </li>
        </Section>
      </li>
      <li>
        <RouterLink to="/apps/$sdkAppId/account-management" params={params} activeOptions={{ includeSearch: false }}>
          Account Management
        </RouterLink>
      </li>
      <li>
        <RouterLink to="/apps/$sdkAppId/group-management" params={params} activeOptions={{ includeSearch: false }}>
          Group Management
        </RouterLink>
      </li>
      <li>
        <Section name="Statistics" isInside={pathname.includes('/statistics/')}>
          <li>
            <RouterLink to="/apps/$sdkAppId/statistics/daily" params={params} activeOptions={{ includeSearch: false }}>
              Daily Statistics
            </RouterLink>
          </li>
          <li>
            <RouterLink to="/apps/$sdkAppId/statistics/real-time" params={params}>
              Real-Time
            </RouterLink>
          </li>
        </Section>
      </li>
      <li>
        <RouterLink to="/apps/$sdkAppId/callbacks" params={params}>
          Callback Configuration
        </RouterLink>
      </li>
      <li>
        <RouterLink to="/apps/$sdkAppId/try" params={params}>
          Try the service
        </RouterLink>
      </li>
      <li>
        <Section name="Auxiliary Tools" isInside={pathname.includes('/auxiliary-tools/')}>
          <li>
            <RouterLink to="/apps/$sdkAppId/auxiliary-tools/usersig" params={params}>
              UserSig Tools
            </RouterLink>
          </li>
          <li>
            <RouterLink to="/apps/$sdkAppId/auxiliary-tools/push-message" params={params}>
              Push Message Tool
            </RouterLink>
          </li>
          <li>
            <RouterLink
              to="/apps/$sdkAppId/auxiliary-tools/message"
              params={params}
              search={{ key: '' }}
              activeOptions={{ includeSearch: false }}
            >
              Find Message
            </RouterLink>
          </li>
        </Section>
      </li>
      <li>
        <RouterLink to="/apps/$sdkAppId/calls" params={params}>
          REST Calls
        </RouterLink>
      </li>
      <li>
        <RouterLink to="/apps/$sdkAppId/ledger" params={params}>
          Ledger
        </RouterLink>
      </li>
    </ul>
  )
}

/** Opens and closes; open as long as one is inside. */
function Section({ name, isInside, children }: { name: string; isInside: boolean; children: ReactNode }) {
  const [opened, setOpened] = useState(true)
  const isOpen = opened || isInside
  return (
    <>
      <button type="button" aria-expanded={isOpen} onClick={() => setOpened(!opened)}>
        {name}
        <ChevronDownIcon size={16} />
      </button>
      {isOpen ? <ul>{children}</ul> : null}
    </>
  )
}
