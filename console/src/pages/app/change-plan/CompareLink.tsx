import { useState } from 'react'
import { Link } from '../../../ui/Link.tsx'
import { CompareUpgradeableItems } from '../../overview/CompareUpgradeableItems.tsx'
import type { AppView } from '../useApp.ts'
import { appLine } from '../words.ts'

/** Opens **Compare Upgradeable Items** above the dialog; closing it leads back to what was chosen. */
export function CompareLink({ app }: { app: AppView }) {
  const [opened, setOpened] = useState(false)
  return (
    <>
      <Link onClick={() => setOpened(true)} label="Compare editions">
        Compare
      </Link>
      <CompareUpgradeableItems opened={opened} onClose={() => setOpened(false)} below={appLine(app)} edition={app.edition} />
    </>
  )
}
