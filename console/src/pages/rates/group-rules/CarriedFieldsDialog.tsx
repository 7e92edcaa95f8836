import { Checkbox } from '@mantine/core'
import { useState } from 'react'
import { useAnswer } from '../../../data/useAnswer.ts'
import { Answer, Bars } from '../../../ui/Faces.tsx'
import styles from '../Rates.module.css'
import type { RuleDialogProps } from './GroupRules.tsx'
import { RuleDialog } from './RuleDialog.tsx'

const levels = [
  { level: 'group', label: 'Of the group', none: 'The app has no Custom Group Field.' },
  { level: 'member', label: 'Of the sender as a member', none: 'The app has no Custom Group Member Field.' },
] as const

/** Of the fields the app has declared. */
export function CarriedFieldsDialog({ rules, ...opening }: RuleDialogProps) {
  const present = rules.carriedFields
  const [draft, setDraft] = useState(present)
  const answer = useAnswer('customField.list', { sdkAppId: opening.app.sdkAppId }, { enabled: opening.opened })
  const isSame = levels.every(({ level }) => draft[level].toSorted().join() === present[level].toSorted().join())
  return (
    <RuleDialog name="carriedFields" wanted={isSame ? {} : { carriedFields: draft }} {...opening}>
      <p className={styles.note}>
        Their values go with every message of a group, from the next one on, as they are when it is said. Whoever reads the message reads
        them, whatever the rights of the field.
      </p>
      <Answer of={answer} waiting={<Bars rows={3} />}>
        {({ customFields }) =>
          levels.map(({ level, label, none }) => {
            // One that was taken along before it was declared.
            const keys = [...new Set([...customFields.filter((field) => field.level === level).map(({ key }) => key), ...present[level]])]
            return (
              <Checkbox.Group
                key={level}
                label={label}
                description={keys.length === 0 ? none : null}
                value={draft[level]}
                onChange={(chosen) => setDraft({ ...draft, [level]: keys.filter((key) => chosen.includes(key)) })}
              >
                <div className={styles.choices}>
                  {keys.map((key) => (
                    <Checkbox key={key} value={key} label={key} />
                  ))}
                </div>
              </Checkbox.Group>
            )
          })
        }
      </Answer>
    </RuleDialog>
  )
}
