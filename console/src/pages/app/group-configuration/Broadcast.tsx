import { settingLabels } from '@plenum/contract/setting-labels'
import { useState } from 'react'
import { Link } from '../../../ui/Link.tsx'
import { countOf } from '../../../ui/numbers.ts'
import styles from '../feature-configuration/FeaturePage.module.css'
import type { Configured } from '../feature-configuration/FeaturePage.tsx'
import { fitsIn, WholeNumber } from '../feature-configuration/NumberSetting.tsx'
import { SettingDialog } from '../feature-configuration/SettingDialog.tsx'
import { SwitchCard } from '../feature-configuration/SwitchCard.tsx'
import { hasUltimate, Kept } from '../feature-configuration/ultimate.tsx'
import { useDialogs } from '../useDialogs.ts'
import { noRight } from '../words.ts'

const most = 5

/** **Broadcast messaging of audio-video group**, and how often. */
export function Broadcast(configured: Configured) {
  const { app, settings } = configured
  const dialogs = useDialogs<'rate'>()
  const rate = settings.avGroupBroadcastsPerSecond
  const isLocked = !hasUltimate(app)
  return (
    <SwitchCard
      {...configured}
      name="avGroupBroadcast"
      ultimate
      on="The app’s server may say something in all audio-video groups at once."
      off="Nothing can be said in all audio-video groups at once."
    >
      <div className={styles.row}>
        <span>{settingLabels.avGroupBroadcastsPerSecond}</span>
        <span className={styles.state}>
          {isLocked && rate > 1 ? (
            <>
              1 · <Kept value={String(rate)} />
            </>
          ) : (
            rate
          )}
          <Link
            label={`Edit ${settingLabels.avGroupBroadcastsPerSecond}`}
            onClick={() => dialogs.open('rate')}
            disabled={isLocked || noRight(app, 'develop') !== null}
          >
            Edit
          </Link>
        </span>
      </div>
      <RateDialog key={dialogs.opening} {...configured} {...dialogs.of('rate')} />
    </SwitchCard>
  )
}

function RateDialog({ app, settings, ...opening }: Configured & { opened: boolean; onClose: () => void }) {
  const present = settings.avGroupBroadcastsPerSecond
  const [rate, setRate] = useState<number | string>(present)
  const title = settingLabels.avGroupBroadcastsPerSecond
  return (
    <SettingDialog
      app={app}
      title={title}
      wanted={fitsIn(rate, 1, most) ? (rate === present ? {} : { avGroupBroadcastsPerSecond: rate }) : null}
      said={`${countOf(Number(rate), 'broadcast')} a second, from the next request on.`}
      {...opening}
    >
      <WholeNumber label={title} description={`From 1 to ${most}.`} value={rate} onChange={setRate} min={1} max={most} />
    </SettingDialog>
  )
}
