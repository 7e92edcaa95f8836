import { Modal } from '@mantine/core'
import { type KeyboardEvent, useId, useState } from 'react'
import { SearchIcon } from '../../ui/icons.tsx'
import { useSdkAppId } from '../useSdkAppId.ts'
import styles from './Palette.module.css'
import { type Found, useFound } from './useFound.ts'

interface PaletteProps {
  opened: boolean
  onClose: () => void
  /** It is gone from the screen. */
  onClosed: () => void
}

/** Pages and apps by their names, and users, groups and messages of the app that is open. The keyboard is enough: type, arrows, Enter. */
export function Palette({ opened, onClose, onClosed }: PaletteProps) {
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      onExitTransitionEnd={onClosed}
      returnFocus={false}
      title="Go to"
      size={560}
      radius={14}
      yOffset="12vh"
      transitionProps={{ transition: 'fade', duration: 120 }}
      closeButtonProps={{ 'aria-label': 'Close' }}
    >
      <Inside onClose={onClose} />
    </Modal>
  )
}

function Inside({ onClose }: { onClose: () => void }) {
  const listId = useId()
  const sdkAppId = useSdkAppId()
  const [typed, setTyped] = useState('')
  const [at, setAt] = useState(0)
  const { found, isAsking } = useFound(typed, sdkAppId)
  const chosen = Math.min(at, found.length - 1)
  const optionId = (index: number) => `${listId}-${index}`

  function open(one: Found | undefined) {
    if (!one) return
    onClose()
    one.open()
  }

  function move(by: number) {
    const next = (chosen + by + found.length) % found.length
    setAt(next)
    document.getElementById(optionId(next))?.scrollIntoView({ block: 'nearest' })
  }

  function steer(event: KeyboardEvent) {
    // While a word is composed, Enter and arrows belong to it.
    if (event.nativeEvent.isComposing || found.length === 0) return
    if (event.key === 'ArrowDown') move(1)
    else if (event.key === 'ArrowUp') move(-1)
    else if (event.key === 'Enter') open(found[chosen])
    else return
    event.preventDefault()
  }

  return (
    <>
      <div className={styles.field}>
        <SearchIcon />
        <input
          data-autofocus
          role="combobox"
          aria-label="Page, app, user, group or message key"
          aria-expanded={found.length > 0}
          aria-controls={listId}
          aria-autocomplete="list"
          aria-activedescendant={found.length > 0 ? optionId(chosen) : undefined}
          placeholder={sdkAppId === undefined ? 'Page or app' : 'Page, app, user, group or message key'}
          value={typed}
          maxLength={220}
          autoComplete="off"
          spellCheck={false}
          onChange={(event) => {
            setTyped(event.currentTarget.value)
            setAt(0)
          }}
          onKeyDown={steer}
        />
      </div>
      <div id={listId} role="listbox" aria-label="Found" className={styles.list}>
        {found.map((one, index) => (
          // biome-ignore lint/a11y/useKeyWithClickEvents: the keys belong to the field, which names the chosen option
          <div
            key={one.key}
            id={optionId(index)}
            role="option"
            tabIndex={-1}
            aria-selected={index === chosen}
            className={styles.option}
            onClick={() => open(one)}
          >
            <span className={styles.label}>{one.label}</span>
            <span className={styles.kind}>{one.kind}</span>
          </div>
        ))}
      </div>
      <p className={styles.none} role="status">
        {found.length === 0 && !isAsking ? `Nothing is called ${typed.trim()}.` : ''}
      </p>
    </>
  )
}
