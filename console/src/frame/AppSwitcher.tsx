import { Menu } from '@mantine/core'
import { useNavigate } from '@tanstack/react-router'
import { type KeyboardEvent, useCallback, useRef, useState } from 'react'
import { useSession } from '../data/session.ts'
import { useAnswer } from '../data/useAnswer.ts'
import { Bar } from '../ui/Faces.tsx'
import { ChevronDownIcon } from '../ui/icons.tsx'
import { PlanMark } from '../ui/PlanMark.tsx'
import styles from './AppFrame.module.css'

/** The app one is in; opens the list of all, in which typing searches at once. */
export function AppSwitcher({ sdkAppId }: { sdkAppId: number }) {
  const navigate = useNavigate()
  const [search, setSearch] = useState('')
  const field = useRef<HTMLInputElement>(null)
  const current = useAnswer('app.get', { sdkAppId }).data
  // The operator sees the apps of all accounts; here only those beside this one matter.
  const beside = useAnswer('app.list', { order: 'name', accountId: current?.accountId }, { enabled: current !== undefined })
  const { person, account } = useSession()
  const isForeign = person.operator && current !== undefined && current.accountId !== account.accountId
  const apps = beside.data?.apps ?? []
  const found = apps.filter((app) => app.name.toLowerCase().includes(search.toLowerCase()) || String(app.sdkAppId).startsWith(search))

  // The apps may come later than the menu opens.
  const focused = useCallback((input: HTMLInputElement | null) => {
    field.current = input
    setTimeout(() => input?.focus())
  }, [])

  /** Whoever stands on an app of the list and types goes on searching. */
  function typeIntoSearch({ key, ctrlKey, metaKey, altKey }: KeyboardEvent) {
    if (key.length === 1 && key !== ' ' && !ctrlKey && !metaKey && !altKey) field.current?.focus()
  }

  /** Enter without having chosen with the arrows. */
  function openFirst({ key, currentTarget }: KeyboardEvent) {
    const items = currentTarget.closest('[role="menu"]')?.querySelectorAll<HTMLElement>('[role="menuitem"]') ?? []
    const isChosen = [...items].some((item) => item.hasAttribute('data-menu-active'))
    if (key === 'Enter' && !isChosen) items[0]?.click()
  }

  return (
    <Menu width={280} position="bottom-start" onClose={() => setSearch('')}>
      <Menu.Target>
        <button type="button" className={styles.switcher} aria-label="Switch to another app">
          {current ? (
            <>
              <PlanMark edition={current.edition} running={current.status === 'enabled'} size={28} />
              <span className={styles.switcherWords}>
                <b>{current.name}</b>
                <span>{isForeign ? current.accountName : current.planName}</span>
              </span>
            </>
          ) : (
            <span className={styles.switcherWords}>
              <Bar width={90} />
            </span>
          )}
          <ChevronDownIcon size={16} />
        </button>
      </Menu.Target>
      <Menu.Dropdown className={styles.switcherList} onKeyDown={typeIntoSearch}>
        {apps.length >= 2 ? (
          <Menu.Search
            className={styles.switcherSearch}
            placeholder="Name or SDKAppID"
            aria-label="Name or SDKAppID"
            value={search}
            onChange={(event) => setSearch(event.currentTarget.value)}
            ref={focused}
            data-autofocus
            onKeyDown={openFirst}
          />
        ) : null}
        {isForeign ? <Menu.Label>Apps of {current.accountName}</Menu.Label> : null}
        {found.map((app) => (
          <Menu.Item
            key={app.sdkAppId}
            leftSection={<PlanMark edition={app.edition} running={app.status === 'enabled'} size={28} />}
            aria-current={app.sdkAppId === sdkAppId ? 'true' : undefined}
            onClick={() => void navigate({ to: '/apps/$sdkAppId', params: { sdkAppId: app.sdkAppId } })}
          >
            <span className={styles.switcherWords}>
              <b>{app.name}</b>
              <span>{app.sdkAppId}</span>
            </span>
          </Menu.Item>
        ))}
        {found.length === 0 ? <p className={styles.switcherNone}>No app of this name or SDKAppID.</p> : null}
      </Menu.Dropdown>
    </Menu>
  )
}
