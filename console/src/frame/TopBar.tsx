import { useMantineColorScheme } from '@mantine/core'
import { Link as RouterLink, useLocation } from '@tanstack/react-router'
import { useEffect, useState } from 'react'
import { useSession } from '../data/session.ts'
import { CloseIcon, MenuIcon, MoonIcon, PlenumLogo, SunIcon } from '../ui/icons.tsx'
import { AppMenu } from './AppMenu.tsx'
import { AppSwitcher } from './AppSwitcher.tsx'
import { Bell } from './Bell.tsx'
import styles from './Frame.module.css'
import { PersonMenu } from './PersonMenu.tsx'
import { PaletteButton } from './palette/PaletteButton.tsx'
import { useSdkAppId } from './useSdkAppId.ts'

export function TopBar() {
  const { pathname } = useLocation()
  const sdkAppId = useSdkAppId()
  const [opened, setOpened] = useState(false)
  // The menu of a narrow screen closes when another page opens.
  useEffect(() => setOpened(false), [pathname])

  return (
    <header className={styles.bar}>
      <div className={styles.barInside}>
        <button
          type="button"
          className={styles.menuButton}
          aria-label={opened ? 'Close menu' : 'Open menu'}
          aria-expanded={opened}
          onClick={() => setOpened(!opened)}
        >
          {opened ? <CloseIcon size={20} /> : <MenuIcon size={20} />}
        </button>
        <RouterLink to="/" className={styles.name}>
          <PlenumLogo />
          Plenum
        </RouterLink>
        <nav className={styles.pages} aria-label="Account">
          <AccountPages />
        </nav>
        <div className={styles.right}>
          <PaletteButton />
          <Bell />
          <SchemeButton />
          <PersonMenu />
        </div>
      </div>
      {opened ? (
        <div className={styles.narrowMenu}>
          {sdkAppId ? (
            <nav aria-label="App">
              <AppSwitcher sdkAppId={sdkAppId} />
              <AppMenu sdkAppId={sdkAppId} />
            </nav>
          ) : null}
          <nav aria-label="Account">
            <AccountPages />
          </nav>
        </div>
      ) : null}
    </header>
  )
}

function AccountPages() {
  const { pathname } = useLocation()
  const { person, scope, installation } = useSession()
  const inOverview = pathname === '/' || pathname.startsWith('/apps/')
  return (
    <>
      <RouterLink to="/" aria-current={inOverview ? 'page' : undefined} activeProps={{}}>
        Overview
      </RouterLink>
      {person.operator || scope === 'all' ? (
        <>
          <RouterLink to="/this-month">This month</RouterLink>
          <RouterLink to="/bills">Bills</RouterLink>
          <RouterLink to="/balance">Balance</RouterLink>
        </>
      ) : null}
      <RouterLink to="/price-list">Price list</RouterLink>
      <RouterLink to="/people">People</RouterLink>
      <RouterLink to="/audit">Audit</RouterLink>
      {person.operator ? <RouterLink to="/accounts">Accounts</RouterLink> : null}
      {person.operator ? <RouterLink to="/billing-run">Billing run</RouterLink> : null}
      {person.operator ? <RouterLink to="/rates">Rates</RouterLink> : null}
      {person.operator && installation.manualClock ? <RouterLink to="/clock">Clock</RouterLink> : null}
    </>
  )
}

function SchemeButton() {
  const { colorScheme, setColorScheme } = useMantineColorScheme()
  const isDark = colorScheme === 'dark' || (colorScheme === 'auto' && matchMedia('(prefers-color-scheme: dark)').matches)
  return (
    <button
      type="button"
      className={styles.round}
      aria-label={isDark ? 'Use the light colour scheme' : 'Use the dark colour scheme'}
      onClick={() => setColorScheme(isDark ? 'light' : 'dark')}
    >
      {isDark ? <SunIcon /> : <MoonIcon />}
    </button>
  )
}
