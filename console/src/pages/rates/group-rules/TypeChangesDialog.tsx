import { Switch } from '@mantine/core'
import { useState } from 'react'
import styles from '../Rates.module.css'
import type { RuleDialogProps } from './GroupRules.tsx'
import { RuleDialog } from './RuleDialog.tsx'

export function TypeChangesDialog({ rules, ...opening }: RuleDialogProps) {
  const [typeChanges, setAllowed] = useState(rules.typeChanges)
  return (
    <RuleDialog name="typeChanges" wanted={typeChanges === rules.typeChanges ? {} : { typeChanges }} {...opening}>
      <p className={styles.note}>
        The app’s server and its owner may make a Work, Public or Meeting group one of the other two. Ways of joining become those of the
        new type; a Work group has no admins and no muted members.
      </p>
      <Switch
        label="Allow it, from the next request on"
        checked={typeChanges}
        onChange={(event) => setAllowed(event.currentTarget.checked)}
      />
    </RuleDialog>
  )
}
