import { Checkbox } from '@mantine/core'
import type { CallbackName } from '@plenum/contract'
import styles from './callbacks.module.css'
import { kinds } from './kinds.ts'

interface CallbackChoiceProps {
  value: CallbackName[]
  onChange: (value: CallbackName[]) => void
  /** Only these. */
  among?: CallbackName[]
}

/** Boxes to tick, by kind. */
export function CallbackChoice({ value, onChange, among }: CallbackChoiceProps) {
  return (
    <Checkbox.Group aria-label="Callbacks" value={value} onChange={(chosen) => onChange(chosen as CallbackName[])}>
      {kinds.map(({ name, callbacks }) => {
        const offered = among ? callbacks.filter((callback) => among.includes(callback)) : callbacks
        return offered.length === 0 ? null : (
          <section key={name} className={styles.group}>
            <h3>{name}</h3>
            <div className={styles.callbacks}>
              {offered.map((callback) => (
                <Checkbox key={callback} value={callback} label={callback} />
              ))}
            </div>
          </section>
        )
      })}
    </Checkbox.Group>
  )
}
