import { Checkbox, NativeSelect } from '@mantine/core'
import type { GroupType, RightsInType } from '@plenum/contract'
import { groupTypeLabels } from '@plenum/contract/setting-labels'
import { Link } from '../../../ui/Link.tsx'
import { groupRights } from './field-words.ts'
import { RightsFields } from './RightsFields.tsx'
import styles from './TypeRights.module.css'

interface TypeRightsProps {
  rights: RightsInType
  /** Beside its own; a type that was saved stays, and has none. */
  choices: GroupType[] | null
  /** Fields of members alone. */
  withSelf: boolean
  onChange: (rights: RightsInType) => void
  /** null: it stays. */
  onDelete: (() => void) | null
}

/** One group type with its rights. */
export function TypeRights({ rights, choices, withSelf, onChange, onDelete }: TypeRightsProps) {
  const name = groupTypeLabels[rights.type]
  return (
    <fieldset className={styles.type}>
      <legend className={styles.legend}>{name}</legend>
      {onDelete ? (
        <span className={styles.delete}>
          <Link label={`Delete ${name}`} onClick={onDelete}>
            Delete
          </Link>
        </span>
      ) : null}
      <div className={styles.fields}>
        {choices ? (
          <NativeSelect
            label="Group Type"
            value={rights.type}
            onChange={({ currentTarget: { value } }) => onChange({ ...rights, type: value as GroupType })}
            data={choices.map((type) => ({ value: type, label: groupTypeLabels[type] }))}
          />
        ) : null}
        <RightsFields rights={rights} onChange={(changed) => onChange({ ...rights, ...changed })} choices={groupRights} />
      </div>
      {withSelf ? (
        <div className={styles.self}>
          <Checkbox
            label="Self: members read their own"
            checked={rights.selfReads}
            onChange={(event) => onChange({ ...rights, selfReads: event.currentTarget.checked })}
          />
          <Checkbox
            label="Self: members write their own"
            checked={rights.selfWrites}
            onChange={(event) => onChange({ ...rights, selfWrites: event.currentTarget.checked })}
          />
        </div>
      ) : null}
    </fieldset>
  )
}
