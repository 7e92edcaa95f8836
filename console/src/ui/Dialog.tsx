import { Button, Modal } from '@mantine/core'
import { type FormEvent, type ReactNode, type RefObject, useEffect, useRef } from 'react'
import styles from './Dialog.module.css'
import { CloseIcon } from './icons.tsx'
import { Refused } from './Refused.tsx'

interface DialogProps {
  opened: boolean
  /** Also for Escape and Cancel. */
  onClose: () => void
  title: string
  /** App, plan and SDKAppID, or one sentence. */
  below?: ReactNode
  children: ReactNode
  /** Right column, 372 wide. With it the dialog is 1,080, otherwise 660 wide. */
  price?: ReactNode
  /** Wide although it has no price column: comparisons. */
  wide?: boolean
  /** Left in the foot: the box to tick when something cannot be undone. */
  tick?: ReactNode
  /** One sentence beside Confirm: what pressing it uses up. */
  note?: ReactNode
  /** Typing is the point: the focus begins in the field marked `data-autofocus` instead of on the title. */
  focusField?: boolean
  /** What stays visible above Confirm on a narrow screen: this month, each month. */
  summary?: ReactNode
  confirm?: {
    label?: string
    onConfirm: () => void
    disabled?: boolean
    waiting?: boolean
    /** Red, only where service or data end. */
    ends?: boolean
  }
  cancelLabel?: string
  /** Why the last Confirm was refused. Nothing typed is lost. */
  refused?: { code: string; message: string } | null
}

/** The bar with the title stays while the rest scrolls. Focus starts on the title, is kept inside and returns; Escape is Cancel; fills a narrow screen. */
export function Dialog({
  opened,
  onClose,
  title,
  below,
  children,
  price,
  wide,
  tick,
  note,
  focusField = false,
  summary,
  confirm,
  cancelLabel = 'Cancel',
  refused,
}: DialogProps) {
  const opener = useRef<Element | null>(null)
  useEffect(() => {
    if (opened) opener.current = openerOf(document.activeElement)
  }, [opened])

  useEscape(opened, onClose)

  function submit(event: FormEvent) {
    event.preventDefault()
    event.stopPropagation()
    if (confirm && !confirm.disabled && !confirm.waiting) confirm.onConfirm()
  }
  return (
    <Modal.Root
      opened={opened}
      onClose={onClose}
      size={price ? 1080 : wide ? 1040 : 660}
      padding={0}
      radius={14}
      centered
      closeOnClickOutside={false}
      closeOnEscape={false}
      transitionProps={{ transition: 'fade', duration: 120 }}
    >
      <Modal.Overlay className={styles.veil} />
      <Modal.Content classNames={{ content: styles.content as string }}>
        <FocusReturn to={opener} />
        <form className={styles.form} onSubmit={submit} noValidate>
          <header className={styles.head}>
            <div className={styles.titles}>
              <Modal.Title className={styles.title} {...(focusField ? {} : { 'data-autofocus': true })} tabIndex={-1}>
                {title}
              </Modal.Title>
              {below ? <div className={styles.below}>{below}</div> : null}
            </div>
            <button type="button" className={styles.close} onClick={onClose} aria-label="Close">
              <CloseIcon size={20} />
            </button>
          </header>
          <div className={styles.inside} data-priced={Boolean(price) || undefined}>
            <div className={styles.left}>{children}</div>
            {price ? (
              <aside className={styles.price} aria-live="polite" aria-label="Price">
                {price}
              </aside>
            ) : null}
          </div>
          <footer className={styles.foot}>
            {refused ? (
              <div className={styles.refused}>
                <Refused failure={refused} />
              </div>
            ) : null}
            {tick || note ? (
              <div className={styles.tick}>
                {tick}
                {note ? <p className={styles.note}>{note}</p> : null}
              </div>
            ) : null}
            {summary ? <div className={styles.summary}>{summary}</div> : null}
            <div className={styles.buttons}>
              <Button variant="default" onClick={onClose}>
                {cancelLabel}
              </Button>
              {confirm ? (
                <Button
                  type="submit"
                  disabled={confirm.disabled ?? false}
                  loading={confirm.waiting ?? false}
                  {...(confirm.ends ? { color: 'red' } : {})}
                >
                  {confirm.label ?? 'Confirm'}
                </Button>
              ) : null}
            </div>
          </footer>
        </form>
      </Modal.Content>
    </Modal.Root>
  )
}

const openDialogs: (() => void)[] = []

/** Of dialogs that lie above each other Escape closes the upper one. */
window.addEventListener(
  'keydown',
  (event) => {
    const isElsewhere = event.target instanceof Element && event.target.getAttribute('data-mantine-stop-propagation') === 'true'
    if (event.key === 'Escape' && !event.isComposing && !isElsewhere) openDialogs.at(-1)?.()
  },
  { capture: true },
)

function useEscape(opened: boolean, onClose: () => void) {
  const close = useRef(onClose)
  close.current = onClose
  useEffect(() => {
    if (!opened) return
    const own = () => close.current()
    openDialogs.push(own)
    return () => void openDialogs.splice(openDialogs.indexOf(own), 1)
  }, [opened])
}

/** The menu a dialog was opened from has closed meanwhile; its button is still there. */
function openerOf(active: Element | null): Element | null {
  const menu = active?.closest('[role="menu"]')
  return menu ? document.getElementById(menu.getAttribute('aria-labelledby') ?? '') : active
}

/**
 * Mantine returns the focus when a dialog closes, but not when it goes away altogether, nor to a button that is gone or disabled by
 * what the dialog did: then one reads on from the title of the page.
 */
function FocusReturn({ to }: { to: RefObject<Element | null> }) {
  useEffect(
    () => () => {
      setTimeout(() => {
        const isLost = () => document.activeElement === document.body
        if (isLost() && to.current instanceof HTMLElement) to.current.focus()
        if (isLost()) document.querySelector('h1')?.focus()
      })
    },
    [to],
  )
  return null
}
