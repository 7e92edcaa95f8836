import { NumberInput } from '@mantine/core'
import type { AppSettings } from '@plenum/contract'
import { settingLabels } from '@plenum/contract/setting-labels'
import { useState } from 'react'
import { FactRows } from '../../../ui/FactRows.tsx'
import { count } from '../../../ui/numbers.ts'
import { EditCard } from './EditCard.tsx'
import type { Configured } from './FeaturePage.tsx'
import { SettingDialog } from './SettingDialog.tsx'
import { hasUltimate, Kept } from './ultimate.tsx'

type NumberName = { [Name in keyof AppSettings]: AppSettings[Name] extends number ? Name : never }[keyof AppSettings]

interface NumberSettingProps extends Configured {
  name: NumberName
  /** What the number counts: "Time limit". */
  label: string
  min: number
  max: number
  /** "From 1 to 20." */
  explanation: string
  /** The number in words. */
  textOf?: (value: number) => string
  /** Needs Ultimate; without it this holds. */
  otherwise?: number
}

/** A card with one whole number. */
export function NumberSetting({ app, settings, name, label, min, max, explanation, textOf = count, otherwise }: NumberSettingProps) {
  const isLocked = otherwise !== undefined && !hasUltimate(app)
  const value = settings[name]
  return (
    <EditCard
      app={app}
      title={settingLabels[name]}
      ultimate={otherwise !== undefined}
      dialog={(opening, key) => <NumberDialog key={key} {...{ app, name, label, min, max, explanation, value }} {...opening} />}
    >
      <FactRows
        facts={[
          {
            label,
            value: isLocked ? (
              <>
                {textOf(otherwise)}
                {value === otherwise ? null : (
                  <>
                    {' · '}
                    <Kept value={textOf(value)} />
                  </>
                )}
              </>
            ) : (
              textOf(value)
            ),
          },
        ]}
      />
    </EditCard>
  )
}

interface NumberDialogProps extends Pick<NumberSettingProps, 'app' | 'name' | 'label' | 'min' | 'max' | 'explanation'> {
  value: number
  opened: boolean
  onClose: () => void
}

function NumberDialog({ app, name, label, min, max, explanation, value, ...opening }: NumberDialogProps) {
  const [typed, setTyped] = useState<number | string>(value)
  const fits = fitsIn(typed, min, max)
  const title = settingLabels[name]
  return (
    <SettingDialog
      app={app}
      title={title}
      wanted={fits ? (typed === value ? {} : { [name]: typed }) : null}
      said={`${title}: ${count(Number(typed))}, from the next request on.`}
      {...opening}
    >
      <WholeNumber label={label} description={explanation} value={typed} onChange={setTyped} min={min} max={max} />
    </SettingDialog>
  )
}

export const fitsIn = (value: number | string, min: number, max: number): value is number =>
  typeof value === 'number' && value >= min && value <= max

interface WholeNumberProps {
  label: string
  description?: string
  value: number | string
  onChange: (value: number | string) => void
  min: number
  max: number
  disabled?: boolean
}

export function WholeNumber({ min, max, value, ...props }: WholeNumberProps) {
  return (
    <NumberInput
      {...props}
      value={value}
      min={min}
      max={max}
      clampBehavior="none"
      inputMode="numeric"
      styles={{ wrapper: { maxWidth: 280 } }}
      error={fitsIn(value, min, max) ? null : `From ${count(min)} to ${count(max)}.`}
    />
  )
}
