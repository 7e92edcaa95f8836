import { Checkbox } from '@mantine/core'
import type { GroupRules } from '@plenum/contract'
import { groupTypeLabels } from '@plenum/contract/setting-labels'
import { useState } from 'react'
import { fitsIn, WholeNumber } from '../../app/feature-configuration/NumberSetting.tsx'
import styles from '../Rates.module.css'
import type { RuleDialogProps } from './GroupRules.tsx'
import { RuleDialog } from './RuleDialog.tsx'

const daysMax = 365
type Type = keyof typeof groupTypeLabels
const of: Record<'offlineMembers' | 'idleGroups', { types: Type[]; says: string; days: string }> = {
  offlineMembers: {
    types: ['Work', 'Public', 'Meeting', 'Community'],
    says: 'Members of these groups who were not online for so many whole days are removed, once a day, and told so. Owners and admins stay, and so does who came, or whose account was made, within these days.',
    days: 'Days offline',
  },
  idleGroups: {
    types: ['Work', 'Public', 'Meeting'],
    says: 'Groups of these types in which for so many days nothing was said and nobody came or went are disbanded, once a day. That cannot be undone: what was said in them goes too.',
    days: 'Days idle',
  },
}

/** Off while no type is chosen. */
export function DaysRuleDialog({ name, rules, ...opening }: RuleDialogProps & { name: keyof typeof of }) {
  const present = rules[name]
  const [types, setTypes] = useState<string[]>(present?.types ?? [])
  const [days, setDays] = useState<number | string>(present?.days ?? 30)
  const all = of[name].types
  const chosen = all.filter((type) => types.includes(type))
  const isSame = present ? chosen.join() === present.types.join() && days === present.days : chosen.length === 0
  const rule = chosen.length === 0 ? null : { types: chosen, days }
  const wanted = isSame ? {} : rule && !fitsIn(days, 1, daysMax) ? null : ({ [name]: rule } as Partial<GroupRules>)
  return (
    <RuleDialog name={name} wanted={wanted} ends={name === 'idleGroups' && rule !== null} {...opening}>
      <p className={styles.note}>{of[name].says}</p>
      <Checkbox.Group label="Group Type" description="None: off." value={types} onChange={setTypes}>
        <div className={styles.choices}>
          {all.map((type) => (
            <Checkbox key={type} value={type} label={groupTypeLabels[type]} />
          ))}
        </div>
      </Checkbox.Group>
      <WholeNumber label={of[name].days} description={`From 1 to ${daysMax}.`} value={days} onChange={setDays} min={1} max={daysMax} />
    </RuleDialog>
  )
}
