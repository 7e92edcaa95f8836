import { Link as RouterLink, useLocation } from '@tanstack/react-router'
import { useState } from 'react'
import { ChevronDownIcon } from '../ui/icons.tsx'
import styles from './AppFrame.module.css'

export function AppMenu({ sdkAppId }: { sdkAppId: number }) {
  const { pathname } = useLocation()
  const inFeatures = pathname.endsWith('/login-and-message')
  const [opened, setOpened] = useState(true)
  const params = { sdkAppId }
  return (
    <ul className={styles.menu}>
      <li>
        <RouterLink to="/apps/$sdkAppId" params={params} activeOptions={{ exact: true, includeSearch: false }}>
          Basic Configuration
        </RouterLink>
      </li>
      <li>
        <button type="button" aria-expanded={opened || inFeatures} onClick={() => setOpened(!opened)}>
          Feature Configuration
          <ChevronDownIcon size={16} />
        </button>
        {opened || inFeatures ? (
          <ul>
            <li>
              <RouterLink to="/apps/$sdkAppId/login-and-message" params={params}>
                Login and Message
              </RouterLink>
            </li>
          </ul>
        ) : null}
      </li>
      <li>
        <RouterLink to="/apps/$sdkAppId/callbacks" params={params}>
          Callback Configuration
        </RouterLink>
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
